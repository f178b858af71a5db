package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrameDecoder;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.wire.HelloCodec;
import org.jspecify.annotations.Nullable;

/**
 * Frames over WebSocket: each is one binary message. Messages may come in parts; what is kept of one grows with what has come of it, not with
 * what was announced. Confined to the loop.
 */
public final class WebSocketChannel extends FrameChannel {

    /** When a channel says that it takes no more, and when it does again. */
    static final WriteBufferWaterMark WATER_MARK = new WriteBufferWaterMark(64 << 10, 256 << 10);

    /** How long a message may be until somebody says otherwise: nothing but a handshake, or a header. */
    static final int LARGEST_FIRST = Math.max(HelloCodec.LARGEST, WebSocketFrames.LARGEST_HEADER + 64);

    private static final int FIRST_BYTES = 1 << 10;

    private final boolean encrypted;
    private final boolean fromClient;
    private final MessageAssembler assembler = new MessageAssembler(LARGEST_FIRST, _ -> {});
    private final MessageGate gate = new MessageGate();
    private int largest = LARGEST_FIRST;
    private @Nullable ByteBuf begun;

    /**
     * Over a connection on which a WebSocket was agreed, with a decoder of {@link #decoder} in its pipeline.
     *
     * @param fromClient whether the other side is the one that has called
     */
    WebSocketChannel(Channel channel, boolean encrypted, boolean fromClient) {
        super(channel);
        this.encrypted = encrypted;
        this.fromClient = fromClient;
        channel.pipeline().addLast(assembler, gate);
    }

    /** What reads the first messages. */
    static WebSocketFrameDecoder decoder(boolean fromClient) {
        return new CountingDecoder(LARGEST_FIRST, fromClient, _ -> {});
    }

    @Override
    public boolean isEncrypted() {
        return encrypted;
    }

    @Override
    public void largest(int bytes) {
        int next = Math.max(bytes, 1);
        if (next != largest) {
            largest = next;
            assembler.largest(next);
            ChannelPipeline pipeline = netty().pipeline();
            if (pipeline.get(CountingDecoder.class) != null) { // it is gone if the connection is
                var unused = pipeline.replace(
                        CountingDecoder.class, "messages-" + next, new CountingDecoder(next, fromClient, _ -> {}));
            }
        }
    }

    @Override
    public ByteBuf begin() {
        if (begun != null) { // it could not be encoded
            begun.release();
        }
        begun = netty().alloc().ioBuffer(FIRST_BYTES);
        return begun;
    }

    @Override
    public void end(@Nullable Rider rider) {
        ByteBuf whole = begun;
        if (whole == null) {
            throw new IllegalStateException("no frame was begun");
        }
        begun = null;
        write(whole, rider);
    }

    @Override
    public void write(byte[] front, byte[] body, @Nullable Rider rider) {
        write(Unpooled.wrappedBuffer(front, body), rider);
    }

    /**
     * Writes a frame, whose buffer is released by this.
     *
     * @param rider told what becomes of it; null for nobody
     */
    public void write(ByteBuf message, @Nullable Rider rider) {
        var future = netty().write(new BinaryWebSocketFrame(message));
        if (rider != null) {
            Channels.whenDone(future, done -> rider.written(done.isSuccess()));
        }
    }

    @Override
    public void flush() {
        netty().flush();
    }

    /** Asks the other side for a sign of life. */
    public void ping() {
        var unused = netty().writeAndFlush(new PingWebSocketFrame());
    }

    /** The code that the other side has closed it with; 0 if it has not, or did not say any. */
    public int closeCode() {
        return gate.heard();
    }

    /** Closes it at once, and says why if the socket takes that. */
    public void close(WebSocketCloseStatus status, String reason) {
        gate.reason(status, reason);
        close();
    }
}
