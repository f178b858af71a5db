package io.sparkactor.testkit;

import java.time.Duration;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Waits until something holds, with a deadline: in real time, or in a simulation in its virtual time. Thread-safe.
 *
 * <p>For conditions that nobody announces; where a message, a latch or a {@link TestProbe} tells, wait for that instead.
 */
public final class Await {

    /**
     * How long the test kit waits when the test does not say: three seconds, or as many milliseconds as the system property
     * {@code spark.testkit.timeout} says when this class is loaded, for machines that have much else to do.
     */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(Long.getLong("spark.testkit.timeout", 3_000));

    private static final long FIRST_STEP_NANOS = 20_000;
    private static final long LONGEST_STEP_NANOS = 2_000_000;

    private Await() {}

    /** Waits at most {@link #DEFAULT_TIMEOUT}; see {@link #until(String, Duration, BooleanSupplier)}. */
    public static void until(String what, BooleanSupplier condition) {
        until(what, DEFAULT_TIMEOUT, condition);
    }

    /**
     * Waits until a condition holds; it is asked on the calling thread, again and again, and at least once.
     *
     * @param what the condition in words, for the failure
     * @throws AssertionError if it does not hold in time, or the thread is interrupted
     * @throws IllegalArgumentException if {@code timeout} is negative
     */
    public static void until(String what, Duration timeout, BooleanSupplier condition) {
        Objects.requireNonNull(condition, "condition");
        until(what, timeout, condition, () -> "it did not hold");
    }

    /**
     * Waits until a condition holds, and says in the failure what was there instead.
     *
     * @param found describes the present state; called once, when the time is over
     * @throws AssertionError if it does not hold in time, or the thread is interrupted
     */
    public static void until(String what, Duration timeout, BooleanSupplier condition, Supplier<String> found) {
        Objects.requireNonNull(what, "what");
        var start = WaitTime.nanoTime();
        if (!holdsWithin(timeout, condition)) {
            var how = Thread.currentThread().isInterrupted() ? "interrupted while waiting for " : "waited in vain for ";
            throw new AssertionError(how + what + ": " + found.get() + " after " + millisSince(start) + " ms");
        }
    }

    /** Polls until a condition holds or the time is over; an interrupt ends the wait and stays set. */
    static boolean holdsWithin(Duration timeout, BooleanSupplier condition) {
        if (timeout.isNegative()) {
            throw new IllegalArgumentException("timeout must not be negative, not " + timeout);
        }
        var start = WaitTime.nanoTime();
        var limit = nanos(timeout);
        var step = FIRST_STEP_NANOS;
        while (!condition.getAsBoolean()) {
            var left = limit - (WaitTime.nanoTime() - start);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                return condition.getAsBoolean();
            }
            WaitTime.park(Math.min(step, left));
            step = Math.min(step * 2, LONGEST_STEP_NANOS);
        }
        return true;
    }

    static long millisSince(long startNanos) {
        return (WaitTime.nanoTime() - startNanos) / 1_000_000;
    }

    /** The nanoseconds of a duration, the greatest number for one that is longer. */
    static long nanos(Duration duration) {
        return duration.compareTo(Duration.ofNanos(Long.MAX_VALUE)) >= 0 ? Long.MAX_VALUE : duration.toNanos();
    }
}
