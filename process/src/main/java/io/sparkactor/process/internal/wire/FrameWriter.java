package io.sparkactor.process.internal.wire;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.locks.ReentrantLock;

/** Writes frames to a channel, each as a whole, in the form that {@link FrameReader} draws. Thread-safe; blocks while the other side does not read. */
public final class FrameWriter {

    private static final int USUAL = 64 << 10;

    private final WritableByteChannel channel;
    private final ReentrantLock lock = new ReentrantLock(); // a virtual thread may wait for it
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(USUAL);

    /** Writes to there. */
    public FrameWriter(WritableByteChannel channel) {
        this.channel = channel;
    }

    /** Writes a frame without a body. */
    public void write(FrameKind kind, long number) throws IOException {
        write(kind, number, BodyWriter.EMPTY);
    }

    /**
     * Writes a frame. The interrupt flag of the caller is put aside meanwhile: a channel closes when who writes is interrupted, and the
     * line is not the caller's alone.
     *
     * @throws IOException if the other side is gone
     */
    public void write(FrameKind kind, long number, BodyWriter body) throws IOException {
        int length = FrameReader.HEAD + body.size();
        lock.lock();
        boolean interrupted = Thread.interrupted();
        try {
            ByteBuffer out = FrameReader.LENGTH + length <= buffer.capacity()
                    ? buffer.clear()
                    : ByteBuffer.allocateDirect(FrameReader.LENGTH + length);
            out.putInt(length).put(kind.code()).putLong(number);
            body.copyTo(out);
            out.flip();
            while (out.hasRemaining()) {
                channel.write(out);
            }
        } finally {
            lock.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
