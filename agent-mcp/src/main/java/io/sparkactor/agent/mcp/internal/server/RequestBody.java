package io.sparkactor.agent.mcp.internal.server;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads bodies of requests, within limits of size and time. Stateless. */
final class RequestBody {

    private static final int MAX_BYTES = 4 << 20;

    private RequestBody() {}

    /**
     * Reads a body. The JDK would wait for the rest of one as long as its client keeps the socket open; here that is closed.
     *
     * @return null if it is too long
     * @throws IOException if it does not come, or not in time
     */
    static byte @Nullable [] read(HttpExchange exchange, Duration limit) throws IOException {
        var whole = new CompletableFuture<@Nullable Void>();
        var _ = whole.orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS).exceptionally(_ -> {
            exchange.close();
            return null;
        });
        try {
            byte[] body = exchange.getRequestBody().readNBytes(MAX_BYTES + 1);
            return body.length > MAX_BYTES ? null : body;
        } finally {
            whole.complete(null);
        }
    }
}
