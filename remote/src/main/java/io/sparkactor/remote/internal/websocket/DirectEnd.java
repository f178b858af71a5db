package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.PlainWay;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;

/** A WebSocket that leads to a system which speaks as the original does. Confined to the loop. */
final class DirectEnd implements PlainEnd {

    /** How many bytes of a message may be header. */
    static final int OVERHEAD = WebSocketFrames.LARGEST_HEADER + 64;

    private final Parts parts;
    private final WebSocketChannel channel;
    private final SystemId peer;

    private boolean refused;

    /** What came before it was opened. */
    private final Queue<byte[]> early = new ArrayDeque<>();

    /** One that somebody is on who is taken to be that system. */
    DirectEnd(Parts parts, WebSocketChannel channel, SystemId peer) {
        this.parts = parts;
        this.channel = channel;
        this.peer = peer;
    }

    @Override
    public SystemId peer() {
        return peer;
    }

    WebSocketChannel channel() {
        return channel;
    }

    @Override
    public String address() {
        return channel.address();
    }

    @Override
    public boolean isOpen() {
        return channel.netty().isActive();
    }

    /** Says who we are, as the side that calls does before all else. */
    void register() {
        var header = FrameHeader.Register.of(parts.home().systemId(), RelayProofs.nonce());
        ByteBuf frame = WebSocketFrames.write(UnpooledByteBufAllocator.DEFAULT, header);
        try {
            channel.send(ByteBufUtil.getBytes(frame));
        } finally {
            frame.release();
        }
    }

    /** Keeps a message until it is opened. */
    void keep(byte[] message) {
        early.add(message);
    }

    /** Whether it was found not to be wanted: then nothing more that comes of it counts. */
    boolean isRefused() {
        return refused;
    }

    @Override
    public PlainWay open(Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost) {
        var link = new DirectLink(this, parts, outbox, figures, lost);
        channel.largest(parts.settings().limits().largestFrame() + OVERHEAD);
        channel.handler(link);
        link.start();
        if (early.isEmpty()) {
            channel.netty().config().setAutoRead(true);
        } else {
            // Behind this call, as whoever opens it does not know it yet.
            parts.loop().execute(() -> {
                early.forEach(link::take);
                early.clear();
                channel.netty().config().setAutoRead(true);
            });
        }
        return link;
    }

    @Override
    public void refuse(String why) {
        refused = true;
        parts.log().warn("refused the connection of " + channel.address() + " as " + peer + ": " + why);
        channel.close(WebSocketCloseStatus.POLICY_VIOLATION, why);
    }
}
