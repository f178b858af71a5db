package io.sparkactor.agent.limit;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How much may be spent. Immutable; each method that takes an argument returns a changed copy.
 *
 * @param tokens input and output together; {@link Long#MAX_VALUE} for no limit
 * @param requests to the provider; {@link Long#MAX_VALUE} for no limit
 * @param cost in the currency of the {@link LlmPrice}; {@link #ANY_COST} for no limit
 * @param time from the first request on; {@link #ANY_TIME} for no limit
 */
public record BudgetLimits(long tokens, long requests, BigDecimal cost, Duration time) {

    /** No limit of the cost. */
    public static final BigDecimal ANY_COST = BigDecimal.valueOf(Long.MAX_VALUE);

    /** No limit of the time. */
    public static final Duration ANY_TIME = ChronoUnit.FOREVER.getDuration();

    /** No limits. */
    public static final BudgetLimits NONE = new BudgetLimits(Long.MAX_VALUE, Long.MAX_VALUE, ANY_COST, ANY_TIME);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public BudgetLimits {
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(time, "time");
        if (tokens < 0 || requests < 0 || cost.signum() < 0 || time.isNegative()) {
            throw new IllegalArgumentException("limits must not be negative: " + tokens + " tokens, " + requests
                    + " requests, cost " + cost + ", time " + time);
        }
    }

    /** With so many tokens at most. */
    public BudgetLimits tokens(long count) {
        return new BudgetLimits(count, requests, cost, time);
    }

    /** With so many requests to the provider at most. */
    public BudgetLimits requests(long count) {
        return new BudgetLimits(tokens, count, cost, time);
    }

    /** With this cost at most, as {@code "1.50"}; needs agents that have an {@link LlmPrice}. */
    public BudgetLimits cost(String amount) {
        return new BudgetLimits(tokens, requests, new BigDecimal(amount), time);
    }

    /** With so much time from the first request on. */
    public BudgetLimits time(Duration duration) {
        return new BudgetLimits(tokens, requests, cost, duration);
    }
}
