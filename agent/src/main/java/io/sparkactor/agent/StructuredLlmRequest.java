package io.sparkactor.agent;

import io.sparkactor.Request;
import io.sparkactor.agent.internal.json.JsonSchema;
import java.util.Objects;

/**
 * A request whose answer is a value; made by {@link LlmRequest#as}. An answer that does not fit the type is sent back to the model once;
 * then the failure is {@code MALFORMED}. Immutable. It travels to systems that have the type and allow it.
 *
 * @param <T> the type of the value
 * @param request the request
 * @param type a record; its JSON Schema is what the model is held to
 */
public record StructuredLlmRequest<T>(LlmRequest request, Class<T> type) implements LlmCommand, Request<LlmCommand, T> {

    /**
     * Checks the type.
     *
     * @throws IllegalArgumentException if it is no record, or has no JSON Schema
     */
    public StructuredLlmRequest {
        Objects.requireNonNull(request, "request");
        if (!type.isRecord()) {
            throw new IllegalArgumentException("the answer must be a record, not " + type.getName());
        }
        Objects.requireNonNull(new JsonSchema().of(type)); // throws if it has none
    }
}
