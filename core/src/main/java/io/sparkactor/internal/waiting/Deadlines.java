package io.sparkactor.internal.waiting;

import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** Moments on the scale of {@link RuntimeHooks#nanoTime}, where {@link Long#MAX_VALUE} stands for never. Stateless. */
public final class Deadlines {

    private Deadlines() {}

    /** The moment after a time that the user gave; at most a hundred years from now. */
    public static long after(RuntimeHooks hooks, Duration time) {
        return hooks.nanoTime() + nanos(time);
    }

    /** A time in nanoseconds, cut at a hundred years so that sums do not overflow. */
    public static long nanos(Duration time) {
        return Math.min(TimeUnit.NANOSECONDS.convert(time), TimeUnit.DAYS.toNanos(36_500));
    }

    /** How long it is until then; zero or less if it has passed. */
    public static long remaining(RuntimeHooks hooks, long deadlineNanos) {
        return deadlineNanos == Long.MAX_VALUE ? Long.MAX_VALUE : deadlineNanos - hooks.nanoTime();
    }

    /** Checks a time that may be zero. */
    public static Duration notNegative(Duration time, String parameter) {
        if (Objects.requireNonNull(time, parameter).isNegative()) {
            throw new IllegalArgumentException(parameter + " must not be negative, but is " + time);
        }
        return time;
    }

    /** Checks a time that may not be zero. */
    public static Duration positive(Duration time, String parameter) {
        if (Objects.requireNonNull(time, parameter).isNegative() || time.isZero()) {
            throw new IllegalArgumentException(parameter + " must be positive, but is " + time);
        }
        return time;
    }
}
