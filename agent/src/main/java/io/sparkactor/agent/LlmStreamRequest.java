package io.sparkactor.agent;

import io.sparkactor.StreamRequest;
import java.util.Objects;

/**
 * A request whose answer comes in pieces; made by {@link LlmRequest#stream}. Closing the stream ends the work on it at once. Immutable.
 *
 * @param request the request
 */
public record LlmStreamRequest(LlmRequest request)
        implements LlmCommand, StreamRequest<LlmCommand, LlmStreamChunk, LlmResponse> {

    /** Checks that nothing is null. */
    public LlmStreamRequest {
        Objects.requireNonNull(request, "request");
    }
}
