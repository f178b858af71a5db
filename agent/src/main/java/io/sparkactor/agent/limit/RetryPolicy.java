package io.sparkactor.agent.limit;

import io.sparkactor.agent.LlmFailure;
import java.time.Duration;
import java.util.Optional;

/**
 * When a request is made again. Immutable.
 *
 * <p>Only passing failures are tried again ({@link LlmFailure.Reason#isPassing}), and none whose answer has begun to reach the asker. The
 * wait is what the provider says, or a random part of a time that doubles; the whole stays within the time-out of the request.
 *
 * @param attempts how often a request is made at most, one or more
 * @param first the longest wait before the second attempt
 * @param longest the longest wait of all, and how long a provider may say
 */
public record RetryPolicy(int attempts, Duration first, Duration longest) {

    /** Three attempts, the second after up to 500 ms; 30 s at most. */
    public static final RetryPolicy DEFAULT = new RetryPolicy(3, Duration.ofMillis(500), Duration.ofSeconds(30));

    /** One attempt. */
    public static final RetryPolicy NEVER = new RetryPolicy(1, Duration.ofMillis(500), Duration.ofSeconds(30));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code attempts} or a time is not positive
     */
    public RetryPolicy {
        if (attempts < 1 || !first.isPositive() || !longest.isPositive()) {
            throw new IllegalArgumentException("attempts and times must be positive: " + attempts + " attempts, first "
                    + first + ", longest " + longest);
        }
    }

    /**
     * How long to wait before another attempt; empty if there is to be none.
     *
     * @param failure of the latest attempt
     * @param attempt its number, from 1
     * @param random any number
     */
    public Optional<Duration> delay(LlmFailure failure, int attempt, long random) {
        if (attempt >= attempts || !failure.reason().isPassing()) {
            return Optional.empty();
        }
        if (failure.retryAfterOrNull() != null) {
            return failure.retryAfter().filter(delay -> delay.compareTo(longest) <= 0);
        }
        long limit = Math.min(longest.toNanos(), first.toNanos() << Math.min(attempt - 1, 20));
        return Optional.of(Duration.ofNanos(Math.floorMod(random, limit) + 1));
    }
}
