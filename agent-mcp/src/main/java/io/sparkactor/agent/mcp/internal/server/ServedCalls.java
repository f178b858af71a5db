package io.sparkactor.agent.mcp.internal.server;

import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import reactor.core.publisher.Mono;

/** The calls that are under way, by session and id, so that clients can cancel them: the SDK leaves that to transports. Thread-safe. */
public final class ServedCalls {

    private record Key(String session, Object id) {}

    private final Map<Key, ServedCall> calls = new ConcurrentHashMap<>();

    /** The handling of a request, during which it can be cancelled if it is a call. */
    Mono<Void> track(String session, JSONRPCRequest request, Mono<Void> handling) {
        if (!request.method().equals(McpSchema.METHOD_TOOLS_CALL)) {
            return handling;
        }
        var key = new Key(session, request.id());
        var call = new ServedCall();
        calls.put(key, call);
        return handling.contextWrite(context ->
                        context.put(McpTransportContext.KEY, McpTransportContext.create(Map.of(ServedCall.KEY, call))))
                .doFinally(_ -> ended(key, call));
    }

    private void ended(Key key, ServedCall call) {
        synchronized (calls) {
            calls.remove(key, call);
            calls.notifyAll();
        }
    }

    /** Waits until no call is under way, so many milliseconds at most. */
    void awaitNone(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        synchronized (calls) {
            for (long left = millis; left > 0 && !calls.isEmpty(); left = (end - System.nanoTime()) / 1_000_000) {
                calls.wait(left);
            }
        }
    }

    /** Whether this was a cancel, which then is done. */
    boolean takeCancel(String session, JSONRPCNotification notification) {
        if (!notification.method().equals("notifications/cancelled")) {
            return false;
        }
        if (notification.params() instanceof Map<?, ?> params && params.get("requestId") instanceof Object id) {
            ServedCall call = calls.get(new Key(session, id));
            if (call != null) {
                call.cancel();
            }
        }
        return true;
    }

    /** Whether the client has said that it does not want the response to this. */
    boolean isCancelled(String session, Object id) {
        ServedCall call = calls.get(new Key(session, id));
        return call != null && call.isCancelled();
    }

    /** Whether a session has one. */
    boolean areUnderWay(String session) {
        return calls.keySet().stream().anyMatch(key -> key.session().equals(session));
    }

    /** Cancels all of a session. */
    void cancelAll(String session) {
        calls.forEach((key, call) -> {
            if (key.session().equals(session)) {
                call.cancel();
            }
        });
    }

    /** Cancels all. */
    public void close() {
        calls.values().forEach(ServedCall::cancel);
    }
}
