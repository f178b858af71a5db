package io.sparkactor.agent.tool;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.limit.Budget;
import java.util.Map;
import java.util.Objects;

/**
 * What a tool may know of the call. Immutable.
 *
 * @param syndicate where the agent lives; to ask actors
 * @param requestId the request that the agent works on
 * @param idempotencyKey the same for each try of one call, also after a restart: to be handed on to services that take one
 * @param budget that of the agent, for agents and spending of the tool's own; see {@link Budget#part}
 * @param headers those of the request, as {@code traceparent}; to be handed on
 */
public record ToolContext(
        Syndicate syndicate, String requestId, String idempotencyKey, Budget budget, Map<String, String> headers) {

    /** Copies the map. */
    public ToolContext {
        Objects.requireNonNull(syndicate, "syndicate");
        Objects.requireNonNull(requestId, "requestId");
        Objects.requireNonNull(idempotencyKey, "idempotencyKey");
        Objects.requireNonNull(budget, "budget");
        headers = Map.copyOf(headers);
    }
}
