package io.sparkactor.agent.openai;

import com.openai.core.ClientOptions;
import com.openai.models.responses.ResponseCreateParams;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Settings of an {@link OpenAiResponsesProvider}. Not thread-safe. */
public final class OpenAiResponsesBuilder {

    final String model;
    String name = "openai";
    boolean store = true;
    Consumer<ResponseCreateParams.Builder> parameters = _ -> {};
    private @Nullable String apiKey;
    private @Nullable URI baseUri;
    private Duration connectTimeout = Duration.ofSeconds(10);

    OpenAiResponsesBuilder(String model) {
        this.model = Objects.requireNonNull(model, "model");
    }

    /** The name of the service; {@code openai} unless called. The providers' data of messages belong to the service of this name. */
    public OpenAiResponsesBuilder name(String name) {
        this.name = Objects.requireNonNull(name, "name");
        return this;
    }

    /** The key; that in the environment variable {@code OPENAI_API_KEY} unless called. A server that wants none takes any text. */
    public OpenAiResponsesBuilder apiKey(String key) {
        this.apiKey = Objects.requireNonNull(key, "key");
        return this;
    }

    /**
     * The base of the API, as {@code http://localhost:11434/v1}; that in the environment variable {@code OPENAI_BASE_URL} unless called,
     * or OpenAI's own.
     */
    public OpenAiResponsesBuilder baseUri(URI uri) {
        this.baseUri = Objects.requireNonNull(uri, "uri");
        return this;
    }

    /**
     * How long connecting may take; 10 s unless called. The limit for a whole call is in its prompt.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public OpenAiResponsesBuilder connectTimeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("timeout must be positive: " + timeout);
        }
        this.connectTimeout = timeout;
        return this;
    }

    /**
     * Whether OpenAI keeps the answers, 30 days by its own rule; true unless called, as with OpenAI. If it does not, reasoning reaches the
     * next prompt only where {@link #parameters} include {@code reasoning.encrypted_content}.
     */
    public OpenAiResponsesBuilder store(boolean store) {
        this.store = store;
        return this;
    }

    /**
     * Sets whatever else the API knows, as temperature, reasoning effort or tools that run at OpenAI, on each request before it is sent.
     * Called by the thread that makes the call; must be thread-safe.
     */
    public OpenAiResponsesBuilder parameters(Consumer<ResponseCreateParams.Builder> parameters) {
        this.parameters = Objects.requireNonNull(parameters, "parameters");
        return this;
    }

    /**
     * Builds the provider. It connects with its first call.
     *
     * @throws IllegalStateException if there is no key
     */
    public OpenAiResponsesProvider build() {
        String key = apiKey != null ? apiKey : variable("OPENAI_API_KEY");
        if (key == null) {
            throw new IllegalStateException("no API key for " + name
                    + ": set the environment variable OPENAI_API_KEY, or give one with apiKey(…)");
        }
        var options = ClientOptions.builder()
                .httpClient(new JdkTransport(connectTimeout))
                .apiKey(key)
                .maxRetries(0);
        String base = baseUri != null ? baseUri.toString() : variable("OPENAI_BASE_URL");
        if (base != null) {
            options.baseUrl(base);
        }
        return new OpenAiResponsesProvider(this, options.build());
    }

    private static @Nullable String variable(String name) {
        String value = System.getenv(name);
        return value == null || value.isBlank() ? null : value.strip();
    }
}
