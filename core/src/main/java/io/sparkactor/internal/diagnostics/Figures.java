package io.sparkactor.internal.diagnostics;

import java.time.Duration;
import java.util.Locale;

/** Numbers for people. Stateless. */
public final class Figures {

    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000_000;
    private static final long SECOND = 1_000_000_000;
    private static final long MINUTE = 60 * SECOND;

    private Figures() {}

    /** {@code 9,900}. */
    static String count(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }

    /** {@code 1 actor}, {@code 9,900 actors}. */
    static String count(long count, String what) {
        return count(count) + " " + what + (count == 1 ? "" : "s");
    }

    /** {@code 350 ms}, {@code 1.2 s}, {@code 3 min 5 s}. */
    public static String duration(Duration duration) {
        long nanos = duration.compareTo(Duration.ofDays(36_500)) > 0 ? Long.MAX_VALUE : duration.toNanos();
        if (nanos < MILLI) {
            return nanos / MICRO + " µs";
        }
        if (nanos < SECOND) {
            return nanos / MILLI + " ms";
        }
        if (nanos < MINUTE) {
            return String.format(Locale.ROOT, "%.1f s", (double) (nanos / (SECOND / 10)) / 10);
        }
        return count(nanos / MINUTE) + " min " + nanos % MINUTE / SECOND + " s";
    }
}
