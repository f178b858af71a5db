package io.sparkactor.agent.mcp.internal.client;

import io.sparkactor.agent.mcp.McpException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import reactor.core.Disposable;
import reactor.core.publisher.Mono;

/** The waits for answers over one connection, which end with it. Thread-safe. */
final class Waits {

    private final Set<CompletableFuture<?>> waits = ConcurrentHashMap.newKeySet();

    /** Why all end; null while the connection lives. */
    private volatile @Nullable McpException end;

    /**
     * Waits for a value; can be interrupted.
     *
     * @return null if there is none
     * @throws ExecutionException with the reason, that of the connection's end too
     */
    <T> @Nullable T await(Mono<T> value, Duration limit)
            throws InterruptedException, TimeoutException, ExecutionException {
        var future = new CompletableFuture<@Nullable T>();
        waits.add(future);
        try {
            McpException over = end;
            if (over != null) {
                throw new ExecutionException(over);
            }
            Disposable work =
                    value.subscribe(future::complete, future::completeExceptionally, () -> future.complete(null));
            try {
                return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            } finally {
                work.dispose(); // else it would go on, though nobody waits
            }
        } finally {
            waits.remove(future);
        }
    }

    boolean isOpen() {
        return end == null;
    }

    /** Ends all waits, and those to come. The first reason counts. */
    synchronized void end(McpException reason) {
        if (end == null) {
            end = reason;
            waits.forEach(wait -> wait.completeExceptionally(reason));
        }
    }
}
