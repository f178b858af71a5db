package io.sparkactor.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;

/** Keeps the first half and, rolling, the last half of so many bytes. Thread-safe. */
final class OutputBuffer {

    private final int firstSize;
    private final int lastSize;
    private final ByteArrayOutputStream first = new ByteArrayOutputStream();
    private long total;

    /** Made when there is more than the first half; filled like a ring. */
    private byte[] ring = new byte[0];

    private int position;
    private int filled;

    OutputBuffer(int maxBytes) {
        this.firstSize = maxBytes - maxBytes / 2;
        this.lastSize = maxBytes / 2;
    }

    synchronized void append(byte[] chunk, int length) {
        total += length;
        int toFirst = Math.min(length, firstSize - first.size());
        first.write(chunk, 0, toFirst);
        int skipped = Math.max(0, length - toFirst - lastSize); // would be rolled over at once
        roll(chunk, toFirst + skipped, length - toFirst - skipped);
    }

    private void roll(byte[] chunk, int from, int count) {
        if (count == 0) {
            return;
        }
        if (ring.length == 0) {
            ring = new byte[lastSize];
        }
        int untilWrap = Math.min(count, ring.length - position);
        System.arraycopy(chunk, from, ring, position, untilWrap);
        System.arraycopy(chunk, from + untilWrap, ring, 0, count - untilWrap);
        position = (position + count) % ring.length;
        filled = Math.min(ring.length, filled + count);
    }

    /** What was kept up to now. */
    synchronized CapturedOutput captured(Charset charset) {
        byte[] last = new byte[filled];
        int start = filled < ring.length ? 0 : position;
        int untilWrap = Math.min(filled, ring.length - start);
        System.arraycopy(ring, start, last, 0, untilWrap);
        System.arraycopy(ring, 0, last, untilWrap, filled - untilWrap);
        return new CapturedOutput(first.toByteArray(), last, total, charset);
    }
}
