package io.sparkactor.agent.mcp.internal.server;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.modelcontextprotocol.spec.HttpHeaders;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.InitializeRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStreamableServerSession;
import io.sparkactor.agent.mcp.McpServerSettings;
import io.sparkactor.agent.mcp.internal.wire.McpJson;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Requests of HTTP. Each is answered with one message, as the protocol allows; there are no event streams, as the tools do not change and ask
 * clients nothing. Any thread, which blocks until the answer is there.
 */
final class HttpRequests implements HttpHandler {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");

    /** How many requests may be under way besides those that wait for a call. */
    private static final int MAX_OTHERS = 256;

    private final String path;
    private final Duration bodyTimeout;
    private final Semaphore room;
    private final RequestGuard guard;
    private final HttpSessions sessions;
    private final ServedCalls calls;

    HttpRequests(
            String path, McpServerSettings settings, RequestGuard guard, HttpSessions sessions, ServedCalls calls) {
        this.path = path;
        this.bodyTimeout = settings.bodyTimeout();
        this.room = new Semaphore(settings.maxCalls() + MAX_OTHERS);
        this.guard = guard;
        this.sessions = sessions;
        this.calls = calls;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        if (!room.tryAcquire()) {
            try (exchange) {
                status(exchange, 503);
            }
            return;
        }
        try {
            int refusal = guard.refusal(exchange);
            if (refusal != 0) {
                status(exchange, refusal);
            } else if (!exchange.getRequestURI().getPath().equals(path)) {
                status(exchange, 404); // the JDK's server takes all that begins so
            } else {
                answer(exchange);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | RuntimeException e) {
            LOG.log(Level.WARNING, "a request could not be answered", e);
            status(exchange, 500);
        } finally {
            exchange.close();
            room.release();
        }
    }

    private void answer(HttpExchange exchange) throws IOException, InterruptedException, ExecutionException {
        switch (exchange.getRequestMethod()) {
            case "POST" -> post(exchange);
            case "DELETE" -> delete(exchange);
            case "OPTIONS" -> status(exchange, 204);
            default -> {
                exchange.getResponseHeaders().set("Allow", "POST, DELETE, OPTIONS");
                status(exchange, 405);
            }
        }
    }

    private void delete(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestHeaders().getFirst(HttpHeaders.MCP_SESSION_ID);
        if (id != null) {
            sessions.end(id);
        }
        status(exchange, 200);
    }

    private void post(HttpExchange exchange) throws IOException, InterruptedException, ExecutionException {
        byte[] body = RequestBody.read(exchange, bodyTimeout);
        if (body == null) {
            status(exchange, 413);
            return;
        }
        JSONRPCMessage message;
        try {
            message = McpJson.readMessage(new String(body, StandardCharsets.UTF_8));
        } catch (IOException e) {
            status(exchange, 400);
            return;
        }
        if (message instanceof JSONRPCRequest request && request.method().equals(McpSchema.METHOD_INITIALIZE)) {
            begin(exchange, request);
            return;
        }
        String id = exchange.getRequestHeaders().getFirst(HttpHeaders.MCP_SESSION_ID);
        McpStreamableServerSession session = id == null ? null : sessions.find(id);
        if (session == null) {
            status(exchange, id == null ? 400 : 404);
            return;
        }
        switch (message) {
            case JSONRPCRequest request -> answer(exchange, session, request);
            case JSONRPCNotification notification -> {
                if (!calls.takeCancel(session.getId(), notification)) {
                    session.accept(notification).toFuture().get();
                }
                status(exchange, 202);
            }
            default -> status(exchange, 202); // a response, though nothing was asked
        }
    }

    private void begin(HttpExchange exchange, JSONRPCRequest request)
            throws IOException, InterruptedException, ExecutionException {
        @Nullable InitializeRequest greeting;
        try {
            greeting = McpJson.SDK.convertValue(request.params(), InitializeRequest.class);
        } catch (RuntimeException e) {
            greeting = null; // as if there were none
        }
        if (greeting == null || greeting.protocolVersion() == null) {
            status(exchange, 400);
            return;
        }
        var begun = sessions.begin(greeting);
        Object result = begun.initResult().toFuture().get();
        exchange.getResponseHeaders()
                .set(HttpHeaders.MCP_SESSION_ID, begun.session().getId());
        reply(exchange, JSONRPCResponse.result(request.id(), result));
    }

    private void answer(HttpExchange exchange, McpStreamableServerSession session, JSONRPCRequest request)
            throws IOException, InterruptedException, ExecutionException {
        var reply = new HttpReply();
        Mono<Void> handling = session.responseStream(reply).handle(request);
        calls.track(session.getId(), request, handling).toFuture().get();
        reply(exchange, reply.message());
    }

    private static void reply(HttpExchange exchange, @Nullable JSONRPCMessage message) throws IOException {
        if (message == null) {
            status(exchange, 500);
            return;
        }
        byte[] body = McpJson.write(message).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    private static void status(HttpExchange exchange, int code) throws IOException {
        if (exchange.getResponseCode() == -1) {
            exchange.sendResponseHeaders(code, -1);
        }
    }
}
