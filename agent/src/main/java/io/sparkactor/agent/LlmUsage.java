package io.sparkactor.agent;

/**
 * How many tokens were used, as the provider counted them. Immutable.
 *
 * @param inputTokens all of the prompt, cached ones too
 * @param cachedInputTokens those of the prompt that the provider had in a cache
 * @param outputTokens all of the answer, reasoning too
 * @param reasoningTokens those of the answer that nobody sees
 */
public record LlmUsage(long inputTokens, long cachedInputTokens, long outputTokens, long reasoningTokens) {

    /** Nothing was used, or the provider does not say. */
    public static final LlmUsage NONE = new LlmUsage(0, 0, 0, 0);

    /**
     * Checks the figures.
     *
     * @throws IllegalArgumentException if one is negative
     */
    public LlmUsage {
        if (inputTokens < 0 || cachedInputTokens < 0 || outputTokens < 0 || reasoningTokens < 0) {
            throw new IllegalArgumentException("tokens must not be negative: input " + inputTokens + ", cached "
                    + cachedInputTokens + ", output " + outputTokens + ", reasoning " + reasoningTokens);
        }
    }

    /** These tokens and no cached or reasoning ones. */
    public static LlmUsage of(long inputTokens, long outputTokens) {
        return new LlmUsage(inputTokens, 0, outputTokens, 0);
    }

    /** Input and output together. */
    public long totalTokens() {
        return inputTokens + outputTokens;
    }

    /** Both together. */
    public LlmUsage plus(LlmUsage other) {
        return new LlmUsage(
                inputTokens + other.inputTokens,
                cachedInputTokens + other.cachedInputTokens,
                outputTokens + other.outputTokens,
                reasoningTokens + other.reasoningTokens);
    }
}
