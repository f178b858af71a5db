package io.sparkactor.agent;

import io.sparkactor.Request;
import io.sparkactor.agent.internal.json.JsonSchema;
import java.util.Objects;

/**
 * A request whose answer is a value; made by {@link LlmRequest#as}. An answer that does not fit the type is sent back to the model once;
 * then the failure is {@code MALFORMED}. Immutable. It does not travel to other systems, as the type is a class of this JVM.
 *
 * @param <T> the type of the value
 */
public final class StructuredLlmRequest<T> implements LlmCommand, Request<LlmCommand, T> {

    private final LlmRequest request;
    private final Class<T> type;

    /** For {@link LlmRequest#as}. */
    StructuredLlmRequest(LlmRequest request, Class<T> type) {
        this.request = request;
        this.type = type;
        if (!type.isRecord()) {
            throw new IllegalArgumentException("the answer must be a record, not " + type.getName());
        }
        Objects.requireNonNull(new JsonSchema().of(type)); // throws if it has none
    }

    /** The request. */
    public LlmRequest request() {
        return request;
    }

    /** The type of the value. */
    public Class<T> type() {
        return type;
    }
}
