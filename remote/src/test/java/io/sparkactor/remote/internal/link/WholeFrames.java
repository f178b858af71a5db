package io.sparkactor.remote.internal.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.sparkactor.remote.internal.net.Channels;
import io.sparkactor.remote.internal.net.FrameChannel;
import org.jspecify.annotations.Nullable;

/** Frames over what keeps messages apart by itself: each is one, in both directions. Confined to the loop. */
public final class WholeFrames extends FrameChannel {

    private @Nullable ByteBuf begun;

    /** Over a channel in whose pipeline messages are {@code byte[]} as they come, and buffers as they go. */
    public WholeFrames(Channel channel) {
        super(channel);
    }

    @Override
    public boolean isEncrypted() {
        return false;
    }

    @Override
    public void largest(int bytes) {
        // Both ends of a test are trusted.
    }

    @Override
    public ByteBuf begin() {
        ByteBuf buffer = Unpooled.buffer();
        begun = buffer;
        return buffer;
    }

    @Override
    public void end(@Nullable Rider rider) {
        ByteBuf whole = begun;
        if (whole == null) {
            throw new IllegalStateException("no frame was begun");
        }
        begun = null;
        send(whole, rider);
    }

    @Override
    public void write(byte[] front, byte[] body, @Nullable Rider rider) {
        send(Unpooled.wrappedBuffer(front, body), rider);
    }

    private void send(ByteBuf frame, @Nullable Rider rider) {
        Channels.whenDone(netty().write(frame), done -> {
            if (rider != null) {
                rider.written(done.isSuccess());
            }
        });
    }

    @Override
    public void flush() {
        netty().flush();
    }
}
