package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.link.LastBytes;
import io.sparkactor.remote.internal.link.PlainArrivals;
import io.sparkactor.remote.internal.link.PlainPump;
import io.sparkactor.remote.internal.link.PlainWay;
import io.sparkactor.remote.internal.net.Causes;
import io.sparkactor.remote.internal.net.LoopTimer;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.queue.Outgoing;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.spi.CodecException;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Speaks as the original does on a WebSocket that leads to another system: envelopes in both directions, and nobody says what has arrived; see
 * {@link PlainPump}. Whether the other side lives, pings find out. Confined to the loop.
 */
final class DirectLink extends ChannelInboundHandlerAdapter implements PlainWay, PlainPump.Writer {

    private static final int MISSED = 3;

    /** How long somebody who lives may take to show it. */
    private static final Duration PROBE = Duration.ofSeconds(1);

    private final Parts parts;
    private final SystemId peer;
    private final WebSocketChannel channel;
    private final PlainPump pump;
    private final PeerFigures figures;
    private final PlainArrivals arrivals;
    private final Consumer<String> lost;
    private final LoopTimer heart;
    private long heardNanos;
    private boolean ended;

    DirectLink(DirectEnd end, Parts parts, Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost) {
        this.parts = parts;
        this.figures = figures;
        this.lost = lost;
        peer = end.peer();
        channel = end.channel();
        pump = new PlainPump(parts, outbox, this);
        arrivals = new PlainArrivals(parts);
        heart = parts.loop().timer(this::beat);
        heardNanos = parts.nanoTime();
    }

    void start() {
        heart.in(parts.settings().times().heartbeat());
    }

    private void beat() {
        Duration period = parts.settings().times().heartbeat();
        long silentNanos = parts.nanoTime() - heardNanos;
        if (silentNanos >= MISSED * period.toNanos()) {
            refuse(
                    TransportRefusal.SILENT,
                    "no sign of life for " + silentNanos / 1_000_000 + " ms",
                    WebSocketCloseStatus.POLICY_VIOLATION);
            return;
        }
        if (channel.isWritable()) {
            channel.ping();
        }
        heart.in(period);
    }

    @Override
    public void probe(Consumer<Boolean> answer) {
        if (ended) {
            answer.accept(false);
            return;
        }
        long asked = parts.nanoTime();
        channel.ping();
        parts.loop()
                .timer(() -> answer.accept(!ended && heardNanos - asked > 0))
                .in(PROBE);
    }

    @Override
    public void pump() {
        if (!ended) {
            pump.pump();
        }
    }

    @Override
    public boolean isWritable() {
        return channel.isWritable();
    }

    @Override
    public void write(Outgoing message, byte[] envelope) {
        var header = FrameHeader.Envelope.of(parts.home().systemId(), peer, message.id());
        ByteBuf front = WebSocketFrames.write(UnpooledByteBufAllocator.DEFAULT, header);
        try {
            channel.write(ByteBufUtil.getBytes(front), envelope, message);
        } finally {
            front.release();
        }
        figures.frameSent();
    }

    @Override
    public void flush() {
        figures.worked();
        channel.flush();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        // Behind the flush that made the room, so that what is left in the queue does not wait for the next message.
        parts.loop().execute(this::pump);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (!ended) {
            take((byte[]) message);
        }
    }

    /** Takes one message. */
    void take(byte[] message) {
        ByteBuf bytes = Unpooled.wrappedBuffer(message);
        try {
            FrameHeader header = WebSocketFrames.read(bytes);
            switch (header) {
                case FrameHeader.Ack _, FrameHeader.Nack _, FrameHeader.Challenge _ ->
                    violated(
                            TransportRefusal.PROTOCOL,
                            "it answers as a relay does; to reach others by a relay, use connectRelay(uri)");
                case FrameHeader.Register _ -> checkSource(header);
                case FrameHeader.Envelope _ -> {
                    if (checkSource(header)) {
                        receive(message, bytes.readerIndex());
                    }
                }
            }
        } catch (FrameException e) {
            refuse(e.reason(), String.valueOf(e.getMessage()), WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        }
    }

    private boolean checkSource(FrameHeader header) {
        boolean right = header.source().equals(peer);
        if (!right) {
            violated(TransportRefusal.FORGED, "it sent a frame in the name of " + header.source());
        }
        return right;
    }

    private void receive(byte[] message, int start) {
        figures.frameReceived();
        try {
            WireEnvelope envelope = parts.codecs().envelope(message, start);
            var sender = envelope.sender();
            if (sender != null && !sender.systemId().equals(peer)) {
                violated(TransportRefusal.FORGED, "it sent a message in the name of " + sender);
            } else {
                arrivals.receive(envelope);
            }
        } catch (CodecException e) {
            undecodable(e);
        }
    }

    /** Bytes that are no envelope end the connection; one that only holds what is not taken here leaves those behind it alone. */
    private void undecodable(CodecException fault) {
        if (fault.kind() == CodecException.Kind.MALFORMED) {
            refuse(
                    TransportRefusal.MALFORMED,
                    String.valueOf(fault.getMessage()),
                    WebSocketCloseStatus.INVALID_PAYLOAD_DATA);
        } else {
            parts.refusals().refused(fault, "a message from " + peer + " was dropped: " + fault.getMessage());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        heardNanos = parts.nanoTime();
        figures.worked();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!ended) {
            end();
            lost.accept("the peer closed the connection");
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!ended) {
            end();
            parts.refusals().refused(cause, closed(Causes.text(cause)));
            channel.close();
            lost.accept(Causes.text(cause));
        }
    }

    private void violated(TransportRefusal reason, String how) {
        refuse(reason, how, WebSocketCloseStatus.POLICY_VIOLATION);
    }

    private void refuse(TransportRefusal reason, String why, WebSocketCloseStatus status) {
        if (!ended) {
            end();
            parts.refusals().refused(reason, closed(why));
            channel.close(status, why);
            lost.accept(why);
        }
    }

    private String closed(String why) {
        return "closed the connection with " + peer + ": " + why;
    }

    private void end() {
        ended = true;
        heart.cancel();
    }

    @Override
    public void close(String reason) {
        if (!ended) {
            end();
            LastBytes.thenClose(parts, channel);
        }
    }

    @Override
    public int unacknowledged() {
        return 0;
    }
}
