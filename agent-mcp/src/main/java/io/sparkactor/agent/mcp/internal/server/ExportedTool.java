package io.sparkactor.agent.mcp.internal.server;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.agent.limit.Budget;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.ToolContext;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Pattern;

/**
 * A tool that asks an actor.
 *
 * @param name its name for clients
 * @param description what it does
 * @param actor the path of the actor in the registry
 * @param request the type of the request
 * @param limit how long an ask may take
 */
public record ExportedTool(String name, String description, String actor, Class<?> request, Duration limit) {

    /** In front of the name of a class: where that is, is no affair of a client. */
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*\\.)+(?=[A-Z])");

    /**
     * Such a tool, of which name, record and time are checked.
     *
     * @throws IllegalArgumentException if one does not fit
     */
    public static ExportedTool of(String name, String description, String actor, Class<?> request, Duration limit) {
        var tool = new ExportedTool(name, description, actor, request, limit);
        var _ = LlmTool.of(name, description, request, (_, _) -> null).timeout(limit);
        return tool;
    }

    /** The JSON Schema of the arguments. */
    String schema() {
        return LlmTool.of(name, description, request, (_, _) -> null)
                .definition()
                .parameters();
    }

    /**
     * Asks the actor.
     *
     * @param arguments in JSON
     * @return the reply, as text
     * @throws TellClientException if the arguments do not fit, or the actor is not there
     * @throws Exception what the ask throws
     */
    String call(Syndicate syndicate, String arguments) throws Exception {
        var decoded = new AtomicBoolean();
        var tool = LlmTool.of(name, description, request, (content, context) -> {
            decoded.set(true);
            return ask(context.syndicate(), request, content);
        });
        try {
            return tool.body().call(arguments, new ToolContext(syndicate, "mcp", "mcp", Budget.unlimited(), Map.of()));
        } catch (Exception e) {
            if (decoded.get()) {
                throw e;
            }
            String reason = PACKAGE.matcher(String.valueOf(e.getMessage())).replaceAll("");
            throw new TellClientException("the arguments do not fit: " + reason, e);
        }
    }

    private <Q> Object ask(Syndicate syndicate, Class<Q> type, Object content) throws TellClientException {
        ActorRef<Q> found = syndicate
                .registry()
                .find(actor, type)
                .orElseThrow(() -> new TellClientException("the actor of this tool is not there at the moment"));
        return found.ask(type.cast(content), Object.class, limit);
    }
}
