package io.sparkactor.remote.internal.relay;

import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker13;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.websocket.CountingDecoder;
import io.sparkactor.remote.internal.websocket.MessageAssembler;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a WebSocket of a connection. Whoever has not registered can have no more than a header kept for it. Confined to the loop.
 */
final class Upgrade {

    /** Longer than any frame that registers. */
    private static final int LARGEST_BEFORE = WebSocketFrames.LARGEST_HEADER + 64;

    private final Hub hub;
    private final Channel channel;
    private final LoopTimer deadline;
    private @Nullable Client client;

    /** What was kept before there was a client to keep it for. */
    private int early;

    Upgrade(Hub hub, Channel channel, LoopTimer deadline) {
        this.hub = hub;
        this.channel = channel;
        this.deadline = deadline;
    }

    /**
     * Answers the request, and has a {@link Client} take over.
     *
     * @throws io.netty.handler.codec.http.websocketx.WebSocketHandshakeException if it is not one for a WebSocket
     */
    void answer(FullHttpRequest request) {
        IntConsumer kept = this::keep;
        var handshaker =
                new WebSocketServerHandshaker13(
                        "",
                        RelayProofs.SUB_PROTOCOL,
                        WebSocketDecoderConfig.newBuilder().build()) {
                    @Override
                    protected WebSocketFrameDecoder newWebsocketDecoder() {
                        return new CountingDecoder(LARGEST_BEFORE, true, kept);
                    }
                };
        var answered = handshaker.handshake(channel, request);
        boolean wantsChallenge = handshaker.selectedSubprotocol() != null;
        var made = new Client(hub, channel, wantsChallenge ? RelayProofs.nonce() : null);
        client = made;
        made.unfinished().keep(early);
        var assembler = new MessageAssembler(LARGEST_BEFORE, kept);
        ChannelPipeline pipeline = channel.pipeline();
        pipeline.remove(Front.class);
        pipeline.addLast(new Intake(hub, made.reading()), assembler, new ClientHandler(hub, made));
        Channels.whenDone(answered, done -> {
            if (done.isSuccess()) {
                made.open(() -> takeLonger(assembler, kept));
            } else {
                Channels.close(channel);
            }
        });
    }

    /** It has registered. */
    private void takeLonger(MessageAssembler assembler, IntConsumer kept) {
        deadline.cancel();
        int largest = hub.settings().limits().frameBytes();
        assembler.largest(largest);
        var unused =
                channel.pipeline().replace(CountingDecoder.class, "frames", new CountingDecoder(largest, true, kept));
    }

    private void keep(int more) {
        Client present = client;
        if (present == null) {
            early += more;
        } else {
            present.unfinished().keep(more);
        }
    }
}
