package io.sparkactor.agent.mcp.internal.server;

import java.util.concurrent.TimeUnit;

/** How many stack traces a log takes in a second: each call that fails writes one, and a client may make as many as it likes. Thread-safe. */
final class StackTraces {

    private static final int IN_A_SECOND = 5;
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private long begin; // guarded by this, as below
    private int taken = 0;

    /** Counts from now, by the clock for intervals. */
    StackTraces(long now) {
        this.begin = now;
    }

    /** Whether there is room for one more in this second. */
    synchronized boolean take(long now) {
        if (now - begin >= SECOND) {
            begin = now;
            taken = 0;
        }
        if (taken == IN_A_SECOND) {
            return false;
        }
        taken++;
        return true;
    }
}
