package io.sparkactor.remote.internal.stream;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderException;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Frames;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes frames, {@code byte[]} without the length in front, of the bytes of a connection, however they are cut. Confined to the loop.
 *
 * <p>An announced length is checked before anything is kept for it, and what is kept grows with the bytes that have come (at most to
 * twice as many), not with what was announced.
 */
public final class FrameDecoder extends ChannelInboundHandlerAdapter {

    private static final byte[] NOTHING = {};

    private final int largestHandshake;
    private int largest;
    private boolean beginning = true;

    /** What has come and is not yet given on: from here to there. In an array, as Netty has a buffer of another class now and then. */
    private byte[] kept = NOTHING;

    private int from;
    private int to;

    /**
     * A decoder for one connection.
     *
     * @param largestHandshake how long the first frame may be if it is a handshake, as {@code '{'} tells
     * @param largest how long any other frame may be
     */
    public FrameDecoder(int largestHandshake, int largest) {
        this.largestHandshake = largestHandshake;
        this.largest = largest;
    }

    /** From now on, frames may be as long as this. */
    public void largest(int largest) {
        this.largest = largest;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        take((ByteBuf) read);
        try {
            for (byte[] frame = next(); frame != null; frame = next()) {
                context.fireChannelRead(frame);
            }
        } catch (FrameException e) {
            throw new DecoderException(e);
        }
        if (from == to) {
            kept = NOTHING; // a connection that is silent keeps nothing
            from = 0;
            to = 0;
        }
    }

    private void take(ByteBuf read) {
        try {
            int more = read.readableBytes();
            if (more > kept.length - to) {
                makeRoom(more);
            }
            read.readBytes(kept, to, more);
            to += more;
        } finally {
            read.release();
        }
    }

    private void makeRoom(int more) {
        int used = to - from;
        byte[] target = used + more <= kept.length ? kept : new byte[Math.max(used + more, 2 * used)];
        System.arraycopy(kept, from, target, 0, used);
        kept = target;
        from = 0;
        to = used;
    }

    /** The next frame that is whole; null if there is none. */
    private byte @Nullable [] next() throws FrameException {
        int begin = from + Frames.LENGTH_BYTES;
        if (to < begin) {
            return null;
        }
        int length = Frames.checkLength(announced(), limit(begin));
        if (to - begin < length) {
            return null;
        }
        from = begin + length;
        beginning = false;
        return Arrays.copyOfRange(kept, begin, from);
    }

    private int announced() {
        return kept[from] << 24 | (kept[from + 1] & 0xFF) << 16 | (kept[from + 2] & 0xFF) << 8 | kept[from + 3] & 0xFF;
    }

    private int limit(int begin) {
        boolean handshake = beginning && to > begin && kept[begin] == '{';
        return handshake ? largestHandshake : Math.max(largest, beginning ? largestHandshake : 0);
    }
}
