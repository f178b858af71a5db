package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AbstractChannel;
import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelMetadata;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.ChannelPromise;
import io.netty.channel.DefaultChannelConfig;
import io.netty.channel.EventLoop;
import io.sparkactor.remote.internal.stream.StreamChannel;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel as a channel of Netty, which carries bytes in both directions: whatever runs over a socket runs over it. What the tunnel does not
 * take yet stays in the channel's own buffer, so that it says that it is not writable. Confined to the loop.
 */
final class TunnelSocket extends AbstractChannel {

    private static final ChannelMetadata METADATA = new ChannelMetadata(false);

    /** What is below it. */
    interface Bytes {

        /** How many bytes may go out now. */
        int room();

        /** Takes so many bytes, from the reader index on. */
        void send(ByteBuf from, int length);

        /** Sends what was taken. */
        void flush();

        /** There is no use for it any more. Called once. */
        void closed();
    }

    private final DefaultChannelConfig config = new DefaultChannelConfig(this);
    private final Bytes bytes;
    private boolean open = true;

    TunnelSocket(Bytes bytes) {
        super(null);
        this.bytes = bytes;
        config.setWriteBufferWaterMark(StreamChannel.WATER_MARK);
    }

    /** Hands in bytes that have come. */
    void received(ByteBuf data) {
        if (open) {
            pipeline().fireChannelRead(data.retain());
            pipeline().fireChannelReadComplete();
        }
    }

    /** There may be room again. */
    void roomAgain() {
        if (open) {
            unsafe().flush();
        }
    }

    /** It is gone; whoever uses it hears why. */
    void fail(String why) {
        if (open) {
            pipeline().fireExceptionCaught(new BrokenTunnelException(why));
            unsafe().close(voidPromise());
        }
    }

    @Override
    protected void doWrite(ChannelOutboundBuffer out) {
        boolean any = false;
        for (Object first = out.current(); first != null; first = out.current()) {
            ByteBuf data = (ByteBuf) first;
            int length = data.readableBytes();
            if (length == 0) {
                out.remove();
                continue;
            }
            int now = Math.min(length, bytes.room());
            if (now == 0) {
                break;
            }
            bytes.send(data, now);
            out.removeBytes(now);
            any = true;
        }
        if (any) {
            bytes.flush();
        }
    }

    @Override
    protected void doClose() {
        if (open) {
            open = false;
            bytes.closed();
        }
    }

    @Override
    protected void doDisconnect() {
        doClose();
    }

    @Override
    protected void doBind(SocketAddress address) {
        throw new UnsupportedOperationException("a tunnel has no address");
    }

    @Override
    protected void doBeginRead() {
        // What comes is handed in as it comes: the other side sends no more than the window.
    }

    @Override
    protected AbstractUnsafe newUnsafe() {
        return new AbstractUnsafe() {
            @Override
            public void connect(SocketAddress to, SocketAddress from, ChannelPromise promise) {
                promise.setFailure(new UnsupportedOperationException("a tunnel is connected when it is made"));
            }
        };
    }

    @Override
    protected boolean isCompatible(EventLoop loop) {
        return true;
    }

    @Override
    protected @Nullable SocketAddress localAddress0() {
        return null;
    }

    @Override
    protected @Nullable SocketAddress remoteAddress0() {
        return null;
    }

    @Override
    public ChannelConfig config() {
        return config;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public boolean isActive() {
        return open;
    }

    @Override
    public ChannelMetadata metadata() {
        return METADATA;
    }
}
