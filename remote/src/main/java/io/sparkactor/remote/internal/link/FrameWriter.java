package io.sparkactor.remote.internal.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrames;
import io.sparkactor.remote.internal.wire.FrameSeal;
import org.jspecify.annotations.Nullable;

/** Writes frames to one connection: seals them if there is a key, counts them, and flushes when told. Confined to the loop. */
public final class FrameWriter {

    /** A buffer for frames that are to be sealed is kept up to this size. */
    private static final int MOST_KEPT_BYTES = 32 << 10;

    private static final int FIRST_BYTES = 1 << 10;
    private static final byte[] NOTHING = {};

    private final FrameChannel channel;
    private final @Nullable FrameSeal seal;
    private final PeerFigures figures;
    private @Nullable ByteBuf scratch;

    FrameWriter(FrameChannel channel, @Nullable FrameSeal seal, PeerFigures figures) {
        this.channel = channel;
        this.seal = seal;
        this.figures = figures;
    }

    /** Where its frames are counted. */
    PeerFigures figures() {
        return figures;
    }

    /** Whether more should be written now; else the channel says when. */
    boolean isWritable() {
        return channel.isWritable();
    }

    /**
     * Writes a frame.
     *
     * @param rider settled with the outcome of the write, unless this throws; null for none
     */
    public void write(byte[] body, @Nullable Item rider) {
        channel.write(front(body), body, rider);
        figures.frameSent();
    }

    private byte[] front(byte[] body) {
        return seal == null ? NOTHING : seal.seal(body, 0, body.length);
    }

    /** Writes a frame of a session. */
    public void write(SessionFrame frame) {
        if (seal != null) {
            ByteBuf body = scratch == null ? scratch = Unpooled.buffer(FIRST_BYTES) : scratch.clear();
            SessionFrames.encode(frame, body);
            write(ByteBufUtil.getBytes(body), null);
            if (body.capacity() > MOST_KEPT_BYTES) {
                scratch = null;
            }
            return;
        }
        SessionFrames.encode(frame, channel.begin());
        channel.end(null);
        figures.frameSent();
    }

    /** Sends all that was written. */
    public void flush() {
        figures.worked();
        channel.flush();
    }
}
