package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.PaginatedRequest;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.sparkactor.agent.mcp.McpException;
import io.sparkactor.agent.mcp.McpException.Reason;
import io.sparkactor.agent.mcp.McpSettings;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** One session with a server, from its greeting to its end. Thread-safe; what waits can be interrupted. */
final class Connection {

    /** The code of the error that stands for an answer that will not come. */
    static final int LOST = -32_801;

    /** Calls end by their own time; this is for what would else wait for ever in the SDK. */
    private static final Duration SDK_LIMIT = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");

    private static final String TIME_IS_OVER = "its time is over";
    private static final String NOBODY_WAITS = "nobody waits for it any more";

    /** How long a server of HTTP may take to hear that the session ends. */
    private static final long GOODBYE_MILLIS = 2_000;

    private final String name;
    private final McpSettings settings;
    private final BiConsumer<Connection, String> onLost;
    private final TrackedTransport transport;
    private final McpAsyncClient client;
    private final Waits waits = new Waits();
    private final Changes changes;
    private volatile boolean useful;

    private Connection(Opener opener, McpSettings settings, RemoteTools tools, BiConsumer<Connection, String> onLost)
            throws IOException {
        this.name = opener.name();
        this.settings = settings;
        this.onLost = onLost;
        this.changes = new Changes(name, () -> tools.refresh(this::list));
        McpClientTransport opened = opener.open(this::lost);
        try {
            this.transport = new TrackedTransport(opened, changes::request);
            this.client = McpClient.async(transport)
                    .clientInfo(Implementation.builder("spark-actor", version()).build())
                    .requestTimeout(SDK_LIMIT)
                    .initializationTimeout(settings.connectTimeout())
                    .jsonSchemaValidator(McpJson.NO_VALIDATOR)
                    .build();
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static String version() {
        String version = Connection.class.getPackage().getImplementationVersion();
        return version == null ? "0" : version;
    }

    /**
     * Opens one and greets the server.
     *
     * @throws McpException {@code UNAVAILABLE}
     */
    static Connection open(
            Opener opener, McpSettings settings, RemoteTools tools, BiConsumer<Connection, String> onLost)
            throws InterruptedException {
        Connection connection;
        try {
            connection = new Connection(opener, settings, tools, onLost);
        } catch (IOException e) {
            throw new McpException(
                    Reason.UNAVAILABLE, "server " + opener.name() + " cannot be started: " + e.getMessage(), e);
        }
        boolean greeted = false;
        try {
            connection.waits.await(connection.client.initialize(), settings.connectTimeout());
            greeted = true;
            return connection;
        } catch (TimeoutException e) {
            throw new McpException(
                    Reason.UNAVAILABLE,
                    "server " + opener.name() + " has not greeted within "
                            + settings.connectTimeout().toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw new McpException(
                    Reason.UNAVAILABLE,
                    "server " + opener.name() + " cannot be used: " + words(e.getCause()),
                    e.getCause());
        } finally {
            if (!greeted) { // also after what the SDK throws: else the process would be nobody's
                connection.close("it was not opened");
            }
        }
    }

    /** The tools of all pages, within the time that there is to connect. */
    List<Tool> list() throws InterruptedException {
        return Pages.readAll(name, settings.connectTimeout(), this::page);
    }

    private @Nullable ListToolsResult page(@Nullable String cursor, Duration limit) throws InterruptedException {
        Map<String, Object> mark = new HashMap<>(); // by which this request is known among others
        try {
            return waits.await(client.listTools(cursor, mark), limit);
        } catch (TimeoutException e) {
            cancel(parameters -> isMarked(parameters, mark), TIME_IS_OVER);
            throw new McpException(Reason.TIMED_OUT, "server " + name + " has not listed its tools in time", e);
        } catch (InterruptedException e) {
            cancel(parameters -> isMarked(parameters, mark), NOBODY_WAITS);
            throw e;
        } catch (ExecutionException e) {
            throw failure("the tools of server " + name + " cannot be listed", e.getCause());
        }
    }

    @SuppressWarnings("ReferenceEquality") // all marks are equal
    private static boolean isMarked(@Nullable Object parameters, Map<String, Object> mark) {
        return parameters instanceof PaginatedRequest page && page.meta() == mark;
    }

    /** Calls a tool; it gives its result as text. */
    String call(String tool, String arguments, Duration limit) throws InterruptedException {
        var request = CallToolRequest.builder(tool)
                .arguments(McpJson.readObject(arguments))
                .build();
        try {
            CallToolResult result = waits.await(client.callTool(request), limit);
            useful = true;
            String text = textOf(result, tool);
            if (result != null && Boolean.TRUE.equals(result.isError())) {
                throw new McpException(Reason.TOOL_FAILED, tool + " of server " + name + " has failed: " + text, null);
            }
            return text;
        } catch (TimeoutException e) {
            cancel(parameters -> parameters == request, TIME_IS_OVER);
            throw new McpException(
                    Reason.TIMED_OUT,
                    tool + " of server " + name + " took longer than "
                            + settings.timeoutOf(tool).toMillis() + " ms",
                    e);
        } catch (InterruptedException e) {
            cancel(parameters -> parameters == request, NOBODY_WAITS);
            throw e;
        } catch (ExecutionException e) {
            throw failure(tool + " of server " + name + " cannot be called", e.getCause());
        }
    }

    private String textOf(@Nullable CallToolResult result, String tool) {
        try {
            return ResultText.of(result, settings.maxResult());
        } catch (RuntimeException e) { // parts that the protocol does not allow to be missing
            throw new McpException(
                    Reason.TOOL_FAILED, tool + " of server " + name + " has given a result that cannot be read", e);
        }
    }

    private void cancel(Predicate<@Nullable Object> which, String reason) {
        var greeting = client.getCurrentInitializationResult();
        if (greeting != null) {
            transport.cancel(which, reason, greeting.protocolVersion());
        }
    }

    private McpException failure(String what, @Nullable Throwable cause) {
        if (cause instanceof McpException known) {
            return new McpException(known.reason(), what + ": " + known.getMessage(), known);
        }
        if (cause instanceof McpError error && error.getJsonRpcError().code() == LOST) {
            return new McpException(Reason.CONNECTION_LOST, what + ": " + words(cause), cause);
        }
        useful |= cause instanceof McpError;
        return new McpException(Reason.REFUSED, what + ": " + words(cause), cause);
    }

    private static String words(@Nullable Throwable cause) {
        Throwable deepest = cause == null ? new IllegalStateException("no reason is known") : cause;
        while (deepest.getCause() != null && !(deepest instanceof McpException)) {
            deepest = deepest.getCause();
        }
        return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
    }

    /** Whether a call has succeeded, so that it was worth to connect. */
    boolean wasUseful() {
        return useful;
    }

    boolean isOpen() {
        return waits.isOpen();
    }

    private void lost(String reason) {
        waits.end(new McpException(
                Reason.CONNECTION_LOST, "the connection to server " + name + " was lost: " + reason, null));
        onLost.accept(this, reason);
    }

    /** Ends it, with all that wait; and the process of the server. May take some seconds. */
    void close(String reason) {
        waits.end(new McpException(Reason.CLOSED, "the connection to server " + name + " was closed: " + reason, null));
        transport.failAll(reason);
        try {
            client.closeGracefully().toFuture().get(GOODBYE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.log(Level.DEBUG, "the connection to " + name + " has not ended in order", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            transport.abort();
        }
    }
}
