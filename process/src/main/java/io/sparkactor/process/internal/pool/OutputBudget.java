package io.sparkactor.process.internal.pool;

import java.util.concurrent.TimeUnit;

/**
 * How much of what a child prints is logged: so much in a second; the rest is counted, so that a flood neither holds the child up nor
 * fills the log. Confined to one thread.
 */
final class OutputBudget {

    static final int LINES = 1_000;
    static final int BYTES = 1 << 20;
    private static final long PERIOD = TimeUnit.SECONDS.toNanos(1);

    private long periodStart;
    private int lines;
    private long bytes;
    private long linesLeftOut;
    private long bytesLeftOut;

    OutputBudget(long now) {
        periodStart = now;
    }

    /** Whether a line is to be logged. */
    boolean takes(int length) {
        if (lines < LINES && bytes + length <= BYTES) {
            lines++;
            bytes += length;
            return true;
        }
        linesLeftOut++;
        bytesLeftOut += length;
        return false;
    }

    /** Begins another second if one is over; what was left out in it in words, or nothing. */
    String settle(long now, boolean isLast) {
        if (!isLast && now - periodStart < PERIOD) {
            return "";
        }
        String words = linesLeftOut == 0
                ? ""
                : "left out " + linesLeftOut + " lines (" + bytesLeftOut + " bytes): more than " + LINES + " lines or "
                        + BYTES + " bytes in a second";
        periodStart = now;
        lines = 0;
        bytes = 0;
        linesLeftOut = 0;
        bytesLeftOut = 0;
        return words;
    }
}
