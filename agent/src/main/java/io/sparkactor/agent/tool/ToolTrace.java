package io.sparkactor.agent.tool;

import io.sparkactor.agent.ToolCall;
import io.sparkactor.agent.ToolResult;
import java.time.Duration;
import java.util.Objects;

/**
 * One call of a tool, for whoever wants to know what an agent did. Immutable.
 *
 * @param requestId the request that the agent worked on
 * @param round in which answer of the model the call was, from 1
 * @param call the call
 * @param result what the model was told; long outputs are cut
 * @param time how long it took
 */
public record ToolTrace(String requestId, int round, ToolCall call, ToolResult result, Duration time) {

    /** Checks that nothing is null. */
    public ToolTrace {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(call, "call");
        Objects.requireNonNull(result, "result");
        Objects.requireNonNull(time, "time");
    }
}
