package io.sparkactor.agent.mcp.internal.client;

import io.sparkactor.agent.mcp.McpException;
import io.sparkactor.agent.mcp.McpException.Reason;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The times in which a server that has failed is left alone, each twice as long as that before. Not thread-safe. */
final class Pauses {

    private static final long FIRST_MILLIS = 100;
    private static final long LONGEST_MILLIS = 30_000;

    private int failures;
    private long endNanos;
    private @Nullable String failure;

    /**
     * Checks that there is none at the moment.
     *
     * @throws McpException {@code UNAVAILABLE} if there is
     */
    void check(String server) {
        long left = endNanos - System.nanoTime();
        if (failures > 0 && left > 0) {
            throw new McpException(
                    Reason.UNAVAILABLE,
                    "server " + server + " is not available (" + failure + "); it will be tried again in "
                            + Math.max(1, left / 1_000_000) + " ms",
                    null);
        }
    }

    /** It has failed once more. */
    void add(String reason) {
        failure = reason;
        long millis = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(failures, 20));
        failures++;
        endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    }

    /** It was of use. */
    void end() {
        failures = 0;
    }
}
