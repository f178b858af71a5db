package io.sparkactor.remote.internal.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.wire.FrameCipher;
import io.sparkactor.remote.internal.wire.FrameException;
import org.jspecify.annotations.Nullable;

/** A connection on which all frames from now on are encrypted, from one system to the other. Confined to the loop. */
final class EncryptedChannel extends FrameChannel {

    /** A buffer for frames that are to be encrypted is kept up to this size. */
    private static final int MOST_KEPT_BYTES = 32 << 10;

    private static final int FIRST_BYTES = 1 << 10;
    private static final byte[] NOTHING = {};

    private final FrameChannel below;
    private final FrameCipher out;
    private ByteBuf scratch = Unpooled.buffer(FIRST_BYTES);

    /** On top of one that has a handler already, which takes decrypted frames from now on. */
    EncryptedChannel(FrameChannel below, FrameCipher out, FrameCipher in) {
        super(below.netty());
        this.below = below;
        this.out = out;
        beneath(new Decryption(in));
    }

    /** Decrypts what comes. */
    private static final class Decryption extends ChannelInboundHandlerAdapter {

        private final FrameCipher in;

        Decryption(FrameCipher in) {
            this.in = in;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object frame) throws FrameException {
            context.fireChannelRead(in.decrypt((byte[]) frame));
        }
    }

    @Override
    public boolean isEncrypted() {
        return true;
    }

    @Override
    public void largest(int bytes) {
        below.largest(bytes + FrameCipher.OVERHEAD);
    }

    @Override
    public @Nullable SystemId peer() {
        return below.peer();
    }

    @Override
    public void agreed() {
        below.agreed();
    }

    @Override
    public String address() {
        return below.address();
    }

    @Override
    public ByteBuf begin() {
        return scratch.clear();
    }

    @Override
    public void end(@Nullable Rider rider) {
        byte[] body = ByteBufUtil.getBytes(scratch);
        if (scratch.capacity() > MOST_KEPT_BYTES) {
            scratch = Unpooled.buffer(FIRST_BYTES);
        }
        write(NOTHING, body, rider);
    }

    @Override
    public void write(byte[] front, byte[] body, @Nullable Rider rider) {
        below.write(NOTHING, out.encrypt(front, body), rider);
    }

    @Override
    public void flush() {
        below.flush();
    }
}
