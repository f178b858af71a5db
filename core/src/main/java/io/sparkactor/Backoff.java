package io.sparkactor;

import java.time.Duration;
import java.util.Objects;

/**
 * How long an actor waits before it restarts: twice as long with each restart that still counts for its {@link RestartLimit}.
 * Immutable.
 *
 * @param first the wait before the first restart
 * @param longest the longest wait
 * @param jitter by which part of itself a wait may be shorter or longer, at random, so that actors that failed together do not come
 *     back together
 */
public record Backoff(Duration first, Duration longest, double jitter) {

    private static final Backoff NONE = new Backoff(Duration.ZERO, Duration.ZERO, 0);

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if {@code first} is negative, {@code longest} is less than {@code first}, or {@code jitter} is
     *     not from 0 to 1
     */
    public Backoff {
        Objects.requireNonNull(first, "first");
        Objects.requireNonNull(longest, "longest");
        if (first.isNegative()) {
            throw new IllegalArgumentException("first must not be negative, but is " + first);
        }
        if (longest.compareTo(first) < 0) {
            throw new IllegalArgumentException("longest must not be less than first, but is " + longest);
        }
        if (!(jitter >= 0 && jitter <= 1)) {
            throw new IllegalArgumentException("jitter must be from 0 to 1, not " + jitter);
        }
    }

    /** No wait. */
    public static Backoff none() {
        return NONE;
    }

    /**
     * A wait that doubles, with a jitter of 0.2.
     *
     * @throws IllegalArgumentException if {@code first} is negative or {@code longest} is less than {@code first}
     */
    public static Backoff exponential(Duration first, Duration longest) {
        return new Backoff(first, longest, 0.2);
    }
}
