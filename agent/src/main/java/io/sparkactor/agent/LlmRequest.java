package io.sparkactor.agent;

import io.sparkactor.Request;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;

/**
 * Says something to an {@link LlmAgent} and asks for its answer. Immutable; methods with an argument return a changed copy.
 *
 * <pre>{@code
 * String text = agent.ask(LlmRequest.of("Why is the sky blue?"), Duration.ofMinutes(1)).text();
 * Order order = agent.ask(LlmRequest.of("Two pizzas for Ann").as(Order.class), Duration.ofMinutes(1));
 * try (var chunks = agent.askStream(LlmRequest.of("Tell me a story").stream())) { … }
 * }</pre>
 *
 * <p>If there is no answer, the ask throws an {@link io.sparkactor.AskFailedException} whose cause is an {@link LlmException}. An ask that
 * gives up (its own time-out) ends the work on its request.
 *
 * @param id names the request, for {@link LlmCancel} and for what tools must not do twice: a request that is made again after a failure
 *     should have the same
 * @param prompt what the user says
 * @param limits how far the agent may go
 */
public record LlmRequest(String id, String prompt, RequestLimits limits)
        implements LlmCommand, Request<LlmCommand, LlmResponse> {

    /** Checks that nothing is null. */
    public LlmRequest {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(prompt, "prompt");
        Objects.requireNonNull(limits, "limits");
    }

    /** A request with a random id and the default limits. */
    public static LlmRequest of(String prompt) {
        return new LlmRequest(UUID.randomUUID().toString(), prompt, RequestLimits.DEFAULT);
    }

    /** With another id. */
    public LlmRequest id(String name) {
        return new LlmRequest(name, prompt, limits);
    }

    /** With another limit of time, more than zero; 60 s unless said. */
    public LlmRequest timeout(Duration timeout) {
        return limits(new RequestLimits(timeout, limits.maxRounds(), limits.maxOutputTokens()));
    }

    /** With another limit of rounds of tools, zero or more; 8 unless said. */
    public LlmRequest maxRounds(int count) {
        return limits(new RequestLimits(limits.timeout(), count, limits.maxOutputTokens()));
    }

    /** With another limit of the tokens of each answer, zero or more; that of the agent unless said. */
    public LlmRequest maxOutputTokens(int count) {
        return limits(new RequestLimits(limits.timeout(), limits.maxRounds(), count));
    }

    private LlmRequest limits(RequestLimits changed) {
        return new LlmRequest(id, prompt, changed);
    }

    /** The same request, for {@code askStream}. */
    public LlmStreamRequest stream() {
        return new LlmStreamRequest(this);
    }

    /**
     * The same request, to be answered with a value.
     *
     * @param type a record; its JSON Schema is what the model is held to
     * @throws IllegalArgumentException if it is no record, or has no JSON Schema
     */
    public <T> StructuredLlmRequest<T> as(Class<T> type) {
        return new StructuredLlmRequest<>(this, type);
    }
}
