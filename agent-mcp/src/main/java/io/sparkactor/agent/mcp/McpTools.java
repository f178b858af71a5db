package io.sparkactor.agent.mcp;

import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.agent.mcp.internal.client.ChildOpener;
import io.sparkactor.agent.mcp.internal.client.HttpOpener;
import io.sparkactor.agent.mcp.internal.client.Opener;
import io.sparkactor.agent.mcp.internal.client.RemoteTools;
import io.sparkactor.agent.mcp.internal.client.SharedConnection;
import io.sparkactor.agent.tool.ToolRegistry;
import java.net.URI;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The tools of a server that speaks the Model Context Protocol, for agents. Thread-safe; to be closed.
 *
 * <pre>{@code
 * try (var files = McpTools.stdio("npx", "-y", "@modelcontextprotocol/server-filesystem", "/data")) {
 *     var agent = syndicate.createActor(LlmAgent.of(provider, s -> s.tools(files.registry(), new Weather())));
 * }
 * }</pre>
 *
 * <p>All tools of one server share one connection. If it ends, the calls under way fail with {@link McpException.Reason#CONNECTION_LOST} and are
 * not repeated; the next call connects anew. There is one attempt at a time, whoever waits for it. After one that fails, and after a
 * connection over which no call has succeeded, calls fail at once with {@link McpException.Reason#UNAVAILABLE} for a time that doubles from 100 ms
 * to 30 s.
 *
 * <p>A call can be interrupted and ends at its own time; the server is told so, and may or may not heed it.
 */
public final class McpTools implements AutoCloseable {

    private final RemoteTools tools;
    private final SharedConnection connection;

    private McpTools(Opener opener, McpSettings settings) {
        tools = new RemoteTools(opener.name(), settings, this::call);
        connection = new SharedConnection(opener, settings, tools);
    }

    /**
     * Starts a program that is a server over its standard input and output, and lists its tools. Its process gets of our environment only what
     * it needs to run ({@code PATH}, {@code HOME} and the like), no secrets; {@link McpSettings#environment} and {@link McpSettings#inherit} add
     * to it. What it writes to its standard error is logged. When this is closed, or the JVM ends normally, the process ends, and those it has
     * started.
     *
     * @throws McpException {@link McpException.Reason#UNAVAILABLE} if it cannot be started or is no such server
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public static McpTools stdio(String command, String... arguments) throws InterruptedException {
        return stdio(ChildOpener.commandOf(command, arguments), settings -> settings);
    }

    /**
     * The same with settings.
     *
     * @param command the program and its arguments
     */
    public static McpTools stdio(List<String> command, UnaryOperator<McpSettings> settings)
            throws InterruptedException {
        McpSettings chosen = settings.apply(McpSettings.defaults());
        return open(new ChildOpener(command, chosen), chosen);
    }

    /**
     * Connects to a server by the protocol's "streamable HTTP", and lists its tools.
     *
     * @param server its address, as {@code https://example.org/mcp}; {@code /mcp} if there is no path
     * @throws McpException {@link McpException.Reason#UNAVAILABLE} if it cannot be reached or is no such server
     * @throws InterruptedException if the thread is interrupted meanwhile
     */
    public static McpTools http(URI server) throws InterruptedException {
        return http(server, settings -> settings);
    }

    /** The same with settings. */
    public static McpTools http(URI server, UnaryOperator<McpSettings> settings) throws InterruptedException {
        McpSettings chosen = settings.apply(McpSettings.defaults());
        return open(new HttpOpener(server, chosen), chosen);
    }

    private static McpTools open(Opener opener, McpSettings settings) throws InterruptedException {
        var opened = new McpTools(opener, settings);
        try {
            opened.refresh();
            return opened;
        } catch (Throwable thrown) { // whatever it is, nobody else knows of the process
            opened.close();
            throw thrown;
        }
    }

    /**
     * The tools as the server has listed them last; it may say that they have changed. A registry does not change: agents that were made
     * with one keep it, and a tool that the server no longer has is a failed call to them.
     *
     * <p>The name of a tool is the prefix and the server's name for it, with {@code _} for what is no letter, digit, {@code _} or {@code -}. Tools
     * without a name, or whose names are then longer than 64 characters or the same as one before are left out, which the log says.
     */
    public ToolRegistry registry() {
        return tools.registry();
    }

    /**
     * Lists the tools anew, over all pages, and connects if there is no connection.
     *
     * @throws McpException if that fails; the tools stay what they were
     */
    public void refresh() throws InterruptedException {
        tools.refresh(connection::list);
    }

    private String call(Tool tool, String arguments) throws InterruptedException {
        return connection.call(tool.name(), arguments);
    }

    /**
     * Ends the connection, and the process of a server that was started. Calls under way fail. Takes some seconds if the process ignores that its
     * input has ended; may be called twice.
     */
    @Override
    public void close() {
        connection.close();
    }
}
