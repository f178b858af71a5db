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
import tools.jackson.databind.exc.ValueInstantiationException;

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
    private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z_][a-z0-9_]*+\\.)++(?=[A-Z])");

    /** More of a reason is not for people, and may be what the client has sent. */
    private static final int MAX_REASON = 300;

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
     * @throws RefusedValueException if the record refuses a value by an exception
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
            if (comesFromTheRecord(e)) {
                throw new RefusedValueException(e);
            }
            throw new TellClientException("the arguments do not fit: " + reasonOf(e), e);
        }
    }

    /** Whether the constructor of a record threw it: then its text is the user's, as that of a failing actor. */
    private static boolean comesFromTheRecord(Throwable thrown) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (each instanceof ValueInstantiationException) {
                return true;
            }
        }
        return false;
    }

    private static String reasonOf(Exception e) {
        String reason = String.valueOf(e.getMessage());
        if (reason.length() > MAX_REASON) {
            int end = reason.lastIndexOf(' ', MAX_REASON); // not inside of a name, whose package would stay
            reason = reason.substring(0, end > 0 ? end : MAX_REASON) + " …";
        }
        return PACKAGE.matcher(reason).replaceAll("");
    }

    private <Q> Object ask(Syndicate syndicate, Class<Q> type, Object content) throws TellClientException {
        ActorRef<Q> found = syndicate
                .registry()
                .find(actor, type)
                .orElseThrow(() -> new TellClientException("the actor of this tool is not there at the moment"));
        return found.ask(type.cast(content), Object.class, limit);
    }
}
