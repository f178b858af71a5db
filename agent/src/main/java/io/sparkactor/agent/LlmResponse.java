package io.sparkactor.agent;

import io.sparkactor.agent.limit.Spending;
import io.sparkactor.agent.tool.ToolTrace;
import java.util.List;
import java.util.Objects;

/**
 * The answer to a request. Immutable.
 *
 * @param requestId the {@link LlmRequest#id}
 * @param text the model's last words
 * @param model the model that answered, as it names itself
 * @param spending all that was spent for it, with attempts that failed
 * @param tools the calls of tools, in the order of the model
 */
public record LlmResponse(String requestId, String text, String model, Spending spending, List<ToolTrace> tools) {

    /** Copies the list. */
    public LlmResponse {
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(text, "text");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(spending, "spending");
        tools = List.copyOf(tools);
    }

    /** The tokens that were used. */
    public LlmUsage usage() {
        return spending.usage();
    }
}
