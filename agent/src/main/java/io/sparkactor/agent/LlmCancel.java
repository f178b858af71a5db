package io.sparkactor.agent;

import io.sparkactor.Request;
import java.util.Objects;

/**
 * Ends the work on a request: its asker gets {@code CANCELLED} with what had come of the answer. The reply is whether the agent had the
 * request, running or queued. It overtakes the requests that are queued, but not those that have not reached the agent. Immutable.
 *
 * @param requestId the {@link LlmRequest#id}
 */
public record LlmCancel(String requestId) implements LlmCommand, Request<LlmCommand, Boolean> {

    /** Checks that nothing is null. */
    public LlmCancel {
        Objects.requireNonNull(requestId, "requestId");
    }
}
