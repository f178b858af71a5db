package io.sparkactor.agent.limit;

import io.sparkactor.agent.LlmUsage;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a model costs, for a million tokens each, in any one currency. Immutable.
 *
 * @param input for tokens of the prompt that were not cached
 * @param cachedInput for tokens of the prompt that were cached
 * @param output for tokens of the answer
 */
public record LlmPrice(BigDecimal input, BigDecimal cachedInput, BigDecimal output) {

    /** It costs nothing, or nobody counts. */
    public static final LlmPrice FREE = new LlmPrice(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO);

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public LlmPrice {
        Objects.requireNonNull(input, "input");
        Objects.requireNonNull(cachedInput, "cachedInput");
        Objects.requireNonNull(output, "output");
        if (input.signum() < 0 || cachedInput.signum() < 0 || output.signum() < 0) {
            throw new IllegalArgumentException(
                    "prices must not be negative: " + input + ", " + cachedInput + ", " + output);
        }
    }

    /** Prices for a million tokens, as {@code perMillion("0.25", "0.025", "2.00")}. */
    public static LlmPrice perMillion(String input, String cachedInput, String output) {
        return new LlmPrice(new BigDecimal(input), new BigDecimal(cachedInput), new BigDecimal(output));
    }

    /** What these tokens cost, exactly. */
    public BigDecimal of(LlmUsage usage) {
        long uncached = Math.max(0, usage.inputTokens() - usage.cachedInputTokens());
        return input.multiply(BigDecimal.valueOf(uncached))
                .add(cachedInput.multiply(BigDecimal.valueOf(usage.cachedInputTokens())))
                .add(output.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .movePointLeft(6);
    }
}
