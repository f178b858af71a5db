package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Knows the ids of the requests that have no response, which the SDK keeps to itself, and can give them one: so calls are cancelled, and
 * nothing is left of them in the SDK's session. Thread-safe.
 */
final class TrackedTransport implements McpClientTransport {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");
    private static final int REQUEST_CANCELLED = -32_800;

    private final McpClientTransport inner;
    private final Runnable onToolsChanged;

    /** What was sent, by id. */
    private final Map<Object, JSONRPCRequest> open = new ConcurrentHashMap<>();

    private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler;

    /**
     * Around this one.
     *
     * @param onToolsChanged is run when the server says so, on a thread that must not wait
     */
    TrackedTransport(McpClientTransport inner, Runnable onToolsChanged) {
        this.inner = inner;
        this.onToolsChanged = onToolsChanged;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> sessions) {
        handler = sessions;
        return inner.connect(messages -> sessions.apply(messages.filter(this::isWanted)));
    }

    /** Responses that come too late are dropped. The SDK would list the tools without end if the server has pages without end. */
    private boolean isWanted(JSONRPCMessage message) {
        return switch (message) {
            case JSONRPCResponse response -> response.id() != null && open.remove(response.id()) != null;
            case JSONRPCNotification notice
            when notice.method().equals(McpSchema.METHOD_NOTIFICATION_TOOLS_LIST_CHANGED) -> {
                onToolsChanged.run();
                yield false;
            }
            default -> true;
        };
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        if (!(message instanceof JSONRPCRequest request)) {
            return inner.sendMessage(message);
        }
        open.put(request.id(), request);
        return inner.sendMessage(message).doOnError(_ -> open.remove(request.id()));
    }

    /**
     * Nobody waits for this request any more: tells the server, and forgets it.
     *
     * @param which what is true of its parameters
     * @param version that of the protocol
     */
    void cancel(Predicate<@Nullable Object> which, String reason, String version) {
        open.values().stream()
                .filter(request -> which.test(request.params()))
                .findFirst()
                .ifPresent(request -> {
                    var notice = new JSONRPCNotification(
                            "notifications/cancelled", Map.of("requestId", request.id(), "reason", reason));
                    var _ = inner.sendMessage(notice)
                            .contextWrite(context -> context.put(McpAsyncClient.NEGOTIATED_PROTOCOL_VERSION, version))
                            .subscribe(
                                    _ -> {}, e -> LOG.log(Level.DEBUG, "the server could not be told of a cancel", e));
                    fail(request, reason);
                });
    }

    /** Ends it without a word to the server. Does not block, if it was closed before. */
    void abort() {
        inner.close();
    }

    /** Gives all that wait the answer that none will come. */
    void failAll(String reason) {
        open.values().forEach(request -> fail(request, reason));
    }

    private void fail(JSONRPCRequest request, String reason) {
        var sessions = handler;
        if (open.remove(request.id()) != null && sessions != null) {
            var error = new JSONRPCResponse.JSONRPCError(REQUEST_CANCELLED, reason, null);
            JSONRPCMessage response = JSONRPCResponse.error(request.id(), error);
            var _ = sessions.apply(Mono.just(response))
                    .subscribe(_ -> {}, e -> LOG.log(Level.DEBUG, "nobody waited for the response", e));
        }
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> exceptions) {
        inner.setExceptionHandler(exceptions);
    }

    @Override
    public <T> T unmarshalFrom(Object data, TypeRef<T> type) {
        return inner.unmarshalFrom(data, type);
    }

    @Override
    public List<String> protocolVersions() {
        return inner.protocolVersions();
    }

    @Override
    public Mono<Void> closeGracefully() {
        return inner.closeGracefully();
    }
}
