package io.sparkactor.agent.mcp.internal.server;

import org.jspecify.annotations.Nullable;

/** A call of a tool that is under way. Thread-safe. */
final class ServedCall {

    /** Its name in the context that the SDK hands on. */
    static final String KEY = "call";

    /** Guarded by this object, as the rest. */
    private @Nullable Thread thread;

    private boolean cancelled;
    private boolean ended;

    /** It runs on this thread, which is interrupted if it was cancelled before. */
    synchronized void begin(Thread running) {
        thread = running;
        if (cancelled) {
            running.interrupt();
        }
    }

    /** It has its result. */
    synchronized void end() {
        ended = true;
    }

    /** Nobody waits for it any more. */
    synchronized void cancel() {
        cancelled = true;
        if (thread != null && !ended) {
            thread.interrupt();
        }
    }

    synchronized boolean isCancelled() {
        return cancelled;
    }
}
