package io.sparkactor.agent;

import java.time.Duration;

/**
 * How far an agent may go for one request. Immutable.
 *
 * @param timeout how long it may take in all, once the agent has begun with it
 * @param maxRounds how many answers with calls of tools are followed; zero or more
 * @param maxOutputTokens the limit of each answer; 0 for that of the agent
 */
public record RequestLimits(Duration timeout, int maxRounds, int maxOutputTokens) {

    /** The longest time-out. */
    public static final Duration LONGEST = Duration.ofDays(365);

    /** 60 s, 8 rounds, the agent's limit of output tokens. */
    public static final RequestLimits DEFAULT = new RequestLimits(Duration.ofSeconds(60), 8, 0);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code timeout} is not positive or longer than {@link #LONGEST}, or another value is negative
     */
    public RequestLimits {
        if (!timeout.isPositive() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("timeout must be positive and at most " + LONGEST + ": " + timeout);
        }
        if (maxRounds < 0 || maxOutputTokens < 0) {
            throw new IllegalArgumentException(
                    "limits must not be negative: maxRounds " + maxRounds + ", maxOutputTokens " + maxOutputTokens);
        }
    }
}
