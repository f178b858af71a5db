package io.sparkactor.agent.limit;

/**
 * What a provider takes in a minute. Immutable.
 *
 * @param requestsPerMinute more than zero
 * @param tokensPerMinute more than zero; {@link Long#MAX_VALUE} for no limit
 * @param burst how many requests may go at once after a pause, one or more
 */
public record RateLimits(long requestsPerMinute, long tokensPerMinute, long burst) {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not positive
     */
    public RateLimits {
        if (requestsPerMinute < 1 || tokensPerMinute < 1 || burst < 1) {
            throw new IllegalArgumentException("limits must be positive: " + requestsPerMinute + " requests, "
                    + tokensPerMinute + " tokens, burst " + burst);
        }
    }

    /** So many requests, any number of tokens, bursts of a sixth of the requests, at least one. */
    public static RateLimits perMinute(long requests) {
        return new RateLimits(requests, Long.MAX_VALUE, Math.max(1, requests / 6));
    }

    /** The same with a limit of tokens. */
    public RateLimits tokens(long perMinute) {
        return new RateLimits(requestsPerMinute, perMinute, burst);
    }

    /** The same with other bursts. */
    public RateLimits burst(long requests) {
        return new RateLimits(requestsPerMinute, tokensPerMinute, requests);
    }
}
