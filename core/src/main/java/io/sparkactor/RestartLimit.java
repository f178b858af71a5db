package io.sparkactor;

import java.time.Duration;
import java.util.Objects;

/**
 * How often an actor may restart before that is taken for hopeless. Immutable.
 *
 * @param restarts how many restarts any stretch of {@code period} may hold; the next one would stop the actor instead
 * @param period how long a restart counts
 */
public record RestartLimit(int restarts, Duration period) {

    private static final RestartLimit NONE = new RestartLimit(Integer.MAX_VALUE, Duration.ofMinutes(1));

    /**
     * Checks the arguments.
     *
     * @throws IllegalArgumentException if {@code restarts} is negative or {@code period} is not positive
     */
    public RestartLimit {
        Objects.requireNonNull(period, "period");
        if (restarts < 0) {
            throw new IllegalArgumentException("restarts must be zero or more, not " + restarts);
        }
        if (!period.isPositive()) {
            throw new IllegalArgumentException("period must be more than zero, not " + period);
        }
    }

    /** No limit; restarts of the last minute count for the back-off. */
    public static RestartLimit none() {
        return NONE;
    }
}
