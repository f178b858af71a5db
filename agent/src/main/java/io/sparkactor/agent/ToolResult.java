package io.sparkactor.agent;

import java.util.Objects;

/**
 * What came of a {@link ToolCall}, in the words that the model gets. Immutable.
 *
 * @param callId the {@linkplain ToolCall#id id} of the call
 * @param tool the name of the tool
 * @param output the result as text or JSON; of a call that failed, what went wrong
 * @param failed whether it failed
 */
public record ToolResult(String callId, String tool, String output, boolean failed) {

    /** Checks that nothing is null. */
    public ToolResult {
        Objects.requireNonNull(callId, "callId");
        Objects.requireNonNull(tool, "tool");
        Objects.requireNonNull(output, "output");
    }

    /** The tool has returned this. */
    public static ToolResult of(ToolCall call, String output) {
        return new ToolResult(call.id(), call.tool(), output, false);
    }

    /** The call has failed, for this reason. */
    public static ToolResult failed(ToolCall call, String reason) {
        return new ToolResult(call.id(), call.tool(), reason, true);
    }
}
