package io.sparkactor.remote.internal.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelPipeline;
import io.sparkactor.SystemId;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which whole frames come in, as {@code byte[]}, and go out. How they are told from each other on the way, and what
 * encrypts them, is a matter of who makes it: whoever uses it sees neither. Confined to the loop.
 */
public abstract class FrameChannel {

    private static final String HANDLER = "frames";
    private static final byte[] NOTHING = {};

    /** Told once what has become of a frame. On the loop. */
    @FunctionalInterface
    public interface Rider {

        /**
         * The frame was written, or was not.
         *
         * @param done false if it has left in part, or not at all
         */
        void written(boolean done);
    }

    private final Channel channel;

    /** Over a channel of Netty, whose handlers up to the frames are there. */
    protected FrameChannel(Channel channel) {
        this.channel = channel;
    }

    /** What is below it. */
    public final Channel netty() {
        return channel;
    }

    /** Whether what travels on it is encrypted. */
    public abstract boolean isEncrypted();

    /** How long a frame may be that comes, from the next one on; until it is told, nothing but a handshake. */
    public abstract void largest(int bytes);

    /** Has a handler take the frames that come, from the next one on; it takes the place of the one before. */
    public final void handler(ChannelHandler handler) {
        ChannelPipeline pipeline = channel.pipeline();
        if (pipeline.get(HANDLER) == null) {
            pipeline.addLast(HANDLER, handler);
        } else {
            pipeline.replace(HANDLER, HANDLER, handler);
        }
    }

    /** Has a handler see the frames that come before those see them that {@link #handler} takes; there must be one of these. */
    protected final void beneath(ChannelHandler handler) {
        channel.pipeline().addBefore(HANDLER, null, handler);
    }

    /** Whether more should be written now; else the channel says when. */
    public final boolean isWritable() {
        return channel.isWritable();
    }

    /** Begins a frame: what is put behind the end of the buffer is its body, until {@link #end}. */
    public abstract ByteBuf begin();

    /**
     * The frame that was begun is whole.
     *
     * @param rider told what becomes of it; null for nobody
     */
    public abstract void end(@Nullable Rider rider);

    /**
     * Writes a frame of two pieces, which nobody changes from now on: a long one is not copied.
     *
     * @param rider told what becomes of it, unless this throws; null for nobody
     */
    public abstract void write(byte[] front, byte[] body, @Nullable Rider rider);

    /** Sends all that was written. */
    public abstract void flush();

    /** Sends one frame, and all that was written before. */
    public final void send(byte[] body) {
        write(NOTHING, body, null);
        flush();
    }

    /** Who is at the other end, where the way itself tells it; null where nothing but the handshake does. */
    public @Nullable SystemId peer() {
        return null;
    }

    /** Whoever has called has shown that it knows the secret, if there is one, and both sides have agreed. */
    public void agreed() {
        // For whoever counts those that have not.
    }

    /** Where the other side is, as we see it; for people. */
    public String address() {
        return Channels.address(channel);
    }

    /** Closes it at once. */
    public final void close() {
        Channels.close(channel);
    }
}
