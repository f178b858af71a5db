package io.sparkactor.process.internal.wire;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Reads frames from a channel. Confined to one thread at a time.
 *
 * <pre>
 *  0         4      5               13
 *  +---------+------+----------------+----------- … -+
 *  | length  | kind | number of step | body          |     numbers big-endian; length is that of all behind it
 *  +---------+------+----------------+----------- … -+
 * </pre>
 */
public final class FrameReader {

    static final int LENGTH = 4;
    static final int HEAD = 9;

    /** A body may have so many bytes: twice what the codec allows, and some room for the rest. */
    static final int LONGEST_BODY = 34 << 20;

    private static final int USUAL = 64 << 10;

    private final ReadableByteChannel channel;

    /** What has come and was not taken lies between position and limit. */
    private ByteBuffer buffer = ByteBuffer.allocateDirect(USUAL).flip();

    /** Reads from here. */
    public FrameReader(ReadableByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the next frame. The channel blocks.
     *
     * @throws EOFException if the other side has closed the channel, or is gone
     */
    public Frame next() throws IOException {
        Frame frame = take();
        while (frame == null) {
            fill();
            frame = take();
        }
        return frame;
    }

    /**
     * The next frame if it has come. The channel does not block.
     *
     * @throws EOFException as for {@link #next}
     */
    public @Nullable Frame poll() throws IOException {
        Frame frame = take();
        if (frame == null && fill() > 0) {
            frame = take();
        }
        return frame;
    }

    private @Nullable Frame take() throws IOException {
        if (buffer.remaining() < LENGTH) {
            return null;
        }
        int length = buffer.getInt(buffer.position());
        if (length < HEAD || length > HEAD + LONGEST_BODY) {
            throw new IOException("a frame of " + length + " bytes is no frame of ours");
        }
        if (buffer.remaining() < LENGTH + length) {
            return null;
        }
        buffer.getInt();
        FrameKind kind = FrameKind.of(buffer.get());
        long number = buffer.getLong();
        byte[] body = new byte[length - HEAD];
        buffer.get(body);
        if (buffer.capacity() > USUAL && buffer.remaining() <= USUAL) {
            buffer = ByteBuffer.allocateDirect(USUAL)
                    .put(buffer)
                    .flip(); // one large frame must not cost memory for ever
        }
        return new Frame(kind, number, new BodyReader(body));
    }

    /** Reads what there is; how many bytes. */
    private int fill() throws IOException {
        int needed = buffer.remaining() < LENGTH ? LENGTH : LENGTH + buffer.getInt(buffer.position());
        if (buffer.capacity() < needed) {
            buffer = ByteBuffer.allocateDirect(needed).put(buffer);
        } else {
            buffer.compact();
        }
        int count;
        try {
            count = channel.read(buffer);
        } finally {
            buffer.flip();
        }
        if (count < 0) {
            throw new EOFException("the other side is gone");
        }
        return count;
    }
}
