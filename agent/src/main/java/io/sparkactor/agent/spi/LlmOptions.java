package io.sparkactor.agent.spi;

import java.time.Duration;
import java.util.Map;

/**
 * Limits and headers of one call of a model. Immutable.
 *
 * @param timeout how long the whole call may take; the agent enforces it too, by an interrupt or a close
 * @param maxOutputTokens the limit for the answer; 0 for that of the provider
 * @param headers to be sent with the HTTP request, as {@code traceparent}; a provider without HTTP ignores them
 */
public record LlmOptions(Duration timeout, int maxOutputTokens, Map<String, String> headers) {

    /** 60 s, the provider's limit of tokens, no headers. */
    public static final LlmOptions DEFAULT = new LlmOptions(Duration.ofSeconds(60), 0, Map.of());

    /**
     * Copies the map.
     *
     * @throws IllegalArgumentException if {@code timeout} is not positive or {@code maxOutputTokens} is negative
     */
    public LlmOptions {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
        if (maxOutputTokens < 0) {
            throw new IllegalArgumentException("maxOutputTokens must not be negative: " + maxOutputTokens);
        }
        headers = Map.copyOf(headers);
    }
}
