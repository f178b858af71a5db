package io.sparkactor.agent.mcp.internal.server;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpServerSession;
import io.modelcontextprotocol.spec.McpServerTransport;
import io.modelcontextprotocol.spec.McpServerTransportProvider;
import io.modelcontextprotocol.spec.ProtocolVersions;
import io.sparkactor.agent.mcp.internal.wire.LineReader;
import io.sparkactor.agent.mcp.internal.wire.LineWriter;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.List;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One session over two streams. Thread-safe. In place of the SDK's own, which ends at the first line that is no message, offers the oldest
 * version of the protocol alone, and knows no cancel.
 */
public final class StdioTransportProvider implements McpServerTransportProvider {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");
    private static final int MAX_MESSAGE_BYTES = 4 << 20;
    private static final String SESSION = "stdio";

    /** How long calls may go on when the input has ended: whoever has sent them in one piece still reads. */
    private static final long GRACE_MILLIS = 1_000;

    private static final long LAST_WORDS_MILLIS = 1_000;

    private final InputStream in;
    private final LineWriter out;
    private final ServedCalls calls;
    private final Runnable ended;
    private volatile @Nullable McpServerSession session;

    /**
     * Reads when the SDK has given a session.
     *
     * @param ended is run when the input has ended
     */
    public StdioTransportProvider(InputStream in, OutputStream out, ServedCalls calls, Runnable ended) {
        this.in = in;
        this.out = new LineWriter(
                "spark-mcp-stdout", out, e -> LOG.log(Level.DEBUG, "the output has ended before the input", e));
        this.calls = calls;
        this.ended = ended;
    }

    @Override
    public void setSessionFactory(McpServerSession.Factory factory) {
        McpServerSession created = factory.create(new Transport());
        session = created;
        // A platform thread, as reading from a pipe would hold the carrier of a virtual one.
        Thread.ofPlatform().daemon().name("spark-mcp-stdin").start(() -> read(created));
    }

    private void read(McpServerSession created) {
        var lines = new LineReader(in, MAX_MESSAGE_BYTES);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (lines.wasCut()) {
                    LOG.log(Level.WARNING, "a message of more than {0} bytes was not read", MAX_MESSAGE_BYTES);
                } else if (!line.isBlank()) {
                    receive(line, created);
                }
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the input has ended", e);
        } finally {
            finishCalls();
        }
    }

    private void finishCalls() {
        try {
            calls.awaitNone(GRACE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            calls.cancelAll(SESSION);
            ended.run();
        }
    }

    private void receive(String line, McpServerSession created) {
        JSONRPCMessage message;
        try {
            message = McpJson.readMessage(line);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a line of the input is no message", e);
            return;
        }
        try {
            handle(message, created);
        } catch (RuntimeException e) {
            notAnswered(e); // and the next one may be
        }
    }

    private void handle(JSONRPCMessage message, McpServerSession created) {
        if (message instanceof JSONRPCNotification notification && calls.takeCancel(SESSION, notification)) {
            return;
        }
        Mono<Void> handling = created.handle(message);
        if (message instanceof JSONRPCRequest request) {
            handling = calls.track(SESSION, request, handling);
        }
        var _ = handling.subscribe(_ -> {}, StdioTransportProvider::notAnswered);
    }

    private static void notAnswered(Throwable e) {
        LOG.log(Level.WARNING, "a message could not be answered", e);
    }

    @Override
    public List<String> protocolVersions() {
        return List.of(
                ProtocolVersions.MCP_2024_11_05,
                ProtocolVersions.MCP_2025_03_26,
                ProtocolVersions.MCP_2025_06_18,
                ProtocolVersions.MCP_2025_11_25);
    }

    @Override
    public Mono<Void> notifyClients(String method, Object params) {
        McpServerSession present = session;
        return present == null ? Mono.empty() : present.sendNotification(method, params);
    }

    @Override
    public void close() {
        out.end();
    }

    /** Waits until all is written, after {@link #close}; a second at most, as perhaps nobody reads. What is left then is dropped. */
    public void awaitWritten() {
        try {
            int dropped = out.awaitWritten(LAST_WORDS_MILLIS);
            if (dropped > 0) {
                LOG.log(
                        Level.WARNING,
                        "the client has not read the last {0} messages within {1} ms of the end; they are dropped",
                        dropped,
                        LAST_WORDS_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public Mono<Void> closeGracefully() {
        return Mono.fromRunnable(this::close);
    }

    private final class Transport implements McpServerTransport {

        @Override
        public Mono<Void> sendMessage(JSONRPCMessage message) {
            return Mono.fromCallable(() -> {
                if (!(message instanceof JSONRPCResponse response && calls.isCancelled(SESSION, response.id()))) {
                    out.write(McpJson.write(message));
                }
                return (Void) null;
            });
        }

        @Override
        public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
            return McpJson.SDK.convertValue(data, type);
        }

        @Override
        public void close() {
            out.end();
        }

        @Override
        public Mono<Void> closeGracefully() {
            return Mono.fromRunnable(this::close);
        }
    }
}
