package io.sparkactor.agent.limit;

import io.sparkactor.agent.LlmUsage;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What was spent. Immutable.
 *
 * @param requests to the provider, failed ones too
 * @param usage the tokens
 * @param cost by the {@link LlmPrice}; zero if the agent has none
 */
public record Spending(long requests, LlmUsage usage, BigDecimal cost) {

    /** Nothing. */
    public static final Spending NONE = new Spending(0, LlmUsage.NONE, BigDecimal.ZERO);

    /** Checks that nothing is null. */
    public Spending {
        Objects.requireNonNull(usage, "usage");
        Objects.requireNonNull(cost, "cost");
    }

    /** Both together. */
    public Spending plus(Spending other) {
        return new Spending(requests + other.requests, usage.plus(other.usage), cost.add(other.cost));
    }
}
