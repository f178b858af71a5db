package io.sparkactor.agent.mcp.internal.client;

import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCMessage;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/** The SDK's transport with an HTTP client that ends with it, and with word of servers that have gone. Thread-safe. */
final class HttpTransport implements McpClientTransport {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.agent.mcp");
    private static final long GRACE_MILLIS = 500;

    private static final String CANCELLED = "notifications/cancelled";

    /** How long a server may take to accept that a request is cancelled, after which it is not waited for. */
    private static final long NOTICE_SECONDS = 10;

    private final McpClientTransport inner;
    private final OwnHttpClient client;
    private final Consumer<String> lost;

    /** What comes for the requests without an answer, by id. */
    private final Map<Object, WatchedResponse> unanswered = new ConcurrentHashMap<>();

    private volatile @Nullable Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> sessions;

    HttpTransport(McpClientTransport inner, OwnHttpClient client, Consumer<String> lost) {
        this.inner = inner;
        this.client = client;
        this.lost = lost;
    }

    @Override
    public Mono<Void> connect(Function<Mono<JSONRPCMessage>, Mono<JSONRPCMessage>> handler) {
        sessions = handler;
        return inner.connect(messages -> handler.apply(messages.doOnNext(message -> {
            if (message instanceof JSONRPCResponse response && response.id() != null) {
                unanswered.remove(response.id());
            }
        })));
    }

    @Override
    public void setExceptionHandler(Consumer<Throwable> handler) {
        inner.setExceptionHandler(handler);
    }

    @Override
    public Mono<Void> sendMessage(JSONRPCMessage message) {
        // Anything else is an answer of the server, as a status that concerns this message alone.
        Mono<Void> sending = inner.sendMessage(message).doOnError(IOException.class, e -> lost.accept(words(e)));
        return switch (message) {
            case JSONRPCRequest request -> {
                var response = new WatchedResponse(() -> ended(request.id()));
                unanswered.put(request.id(), response);
                yield watched(sending.doOnError(_ -> unanswered.remove(request.id())), response);
            }
            case JSONRPCNotification notification
            when notification.method().equals(CANCELLED) -> {
                drop(notification);
                var response = new WatchedResponse(() -> {});
                CompletableFuture.delayedExecutor(NOTICE_SECONDS, TimeUnit.SECONDS)
                        .execute(response::cancel);
                yield watched(sending, response);
            }
            default -> sending;
        };
    }

    private Mono<Void> watched(Mono<Void> sending, WatchedResponse response) {
        return new MonoOperator<Void, Void>(sending) {
            @Override
            public void subscribe(CoreSubscriber<? super Void> subscriber) {
                client.client().watch(response, () -> source.subscribe(subscriber));
            }
        };
    }

    /** The answer to a request that is cancelled is not waited for, as a server that never gives it would keep the socket. */
    private void drop(JSONRPCNotification notification) {
        if (notification.params() instanceof Map<?, ?> params && params.get("requestId") instanceof Object id) {
            WatchedResponse dropped = unanswered.remove(id);
            if (dropped != null) {
                dropped.cancel();
            }
        }
    }

    /** The response has ended. If it was an event stream without the answer, the SDK would wait for that for ever. */
    private void ended(Object id) {
        if (unanswered.containsKey(id)) {
            var _ = Thread.ofVirtual().name("spark-mcp-ended").start(() -> {
                try {
                    Thread.sleep(GRACE_MILLIS); // the answer may have been read and not yet been understood
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                var handler = sessions;
                if (unanswered.remove(id) != null && handler != null) {
                    var error = new JSONRPCError(Connection.LOST, "the response has ended without an answer", null);
                    var _ = handler.apply(Mono.just(JSONRPCResponse.error(id, error)))
                            .subscribe(_ -> {}, e -> LOG.log(Level.DEBUG, "nobody waited for the response", e));
                }
            });
        }
    }

    private static String words(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
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
        return inner.closeGracefully().doFinally(_ -> client.end());
    }

    @Override
    public void close() {
        client.end();
    }
}
