package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.agent.mcp.McpSettings;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import io.sparkactor.agent.mcp.internal.wire.Printable;
import io.sparkactor.agent.spi.ToolDefinition;
import io.sparkactor.agent.tool.LlmTool;
import io.sparkactor.agent.tool.ToolRegistry;
import java.lang.System.Logger.Level;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/** The tools of a server as tools of agents. Thread-safe. */
public final class RemoteTools {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");
    private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9_-]");
    private static final int MAX_NAME = 64;
    private static final int MAX_TOOLS = 1_000;

    /** Calls a tool of the server. */
    @FunctionalInterface
    public interface Caller {

        /** Calls it with arguments in JSON; the result is text. Can be interrupted. */
        String call(Tool tool, String arguments) throws InterruptedException;
    }

    /** Lists the tools of the server. */
    @FunctionalInterface
    public interface Lister {

        /** All of them. May wait, and can be interrupted. */
        List<Tool> list() throws InterruptedException;
    }

    private final String server;
    private final McpSettings settings;
    private final Caller caller;
    private final AtomicLong begun = new AtomicLong();
    private volatile ToolRegistry registry = ToolRegistry.empty();

    /** The number of the listing that those are of. Guarded by this object. */
    private long published;

    /** Has no tools yet. */
    public RemoteTools(String server, McpSettings settings, Caller caller) {
        this.server = server;
        this.settings = settings;
        this.caller = caller;
    }

    /** Those that were listed last. */
    public ToolRegistry registry() {
        return registry;
    }

    /**
     * Lists them, and takes these in place of those before: unless a listing that began later has come to its end first, since what that
     * one has seen is newer.
     */
    public void refresh(Lister lister) throws InterruptedException {
        long number = begun.incrementAndGet();
        ToolRegistry listed = registryOf(lister.list());
        synchronized (this) {
            if (number > published) {
                published = number;
                registry = listed;
            }
        }
    }

    private ToolRegistry registryOf(List<Tool> listed) {
        Map<String, LlmTool> tools = new LinkedHashMap<>();
        for (Tool tool : listed) {
            if (tool.name() == null || tool.name().isEmpty()) {
                leaveOut(tool, "it has no name");
            } else if (settings.only().isEmpty() || settings.only().contains(tool.name())) {
                add(tool, tools);
            }
        }
        return ToolRegistry.of(tools.values().toArray());
    }

    private void add(Tool tool, Map<String, LlmTool> tools) {
        String name = settings.prefix() + NOT_IN_A_NAME.matcher(tool.name()).replaceAll("_");
        if (name.length() > MAX_NAME) {
            leaveOut(tool, "its name here, " + name + ", is longer than " + MAX_NAME + " characters");
        } else if (tools.size() == MAX_TOOLS) {
            leaveOut(tool, "there are " + MAX_TOOLS + " before it");
        } else if (tools.putIfAbsent(name, toolOf(tool, name)) != null) {
            leaveOut(tool, "there is one before it with the name " + name);
        }
    }

    private void leaveOut(Tool tool, String reason) {
        String name = Printable.of(String.valueOf(tool.name()));
        LOG.log(Level.WARNING, "tool {0} of server {1} is left out: {2}", name, server, reason);
    }

    private LlmTool toolOf(Tool tool, String name) {
        String description = tool.description() == null ? "" : tool.description();
        // Not strict: the schema is the server's, and providers hold models to a part of the language only.
        var definition = new ToolDefinition(name, description, McpJson.write(tool.inputSchema()), false);
        return LlmTool.of(definition, (arguments, _) -> caller.call(tool, arguments))
                .timeout(settings.timeoutOf(tool.name()));
    }
}
