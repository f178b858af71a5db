package io.sparkactor.remote.internal.relay.bounds;

import java.util.concurrent.atomic.AtomicLong;

/**
 * The bytes that a relay keeps, all together. Changed on the loop, read by any thread.
 *
 * <p>Frames that have come to their end are refused where there is no room; those that have not are counted as they come, and whoever
 * brings the byte too many is closed.
 */
public final class Budget {

    private final long most;
    private final Runnable empty;
    private final AtomicLong forwarding = new AtomicLong();
    private final AtomicLong incomplete = new AtomicLong();

    /**
     * All of it is free.
     *
     * @param empty runs on the loop whenever nothing is on its way any more
     */
    public Budget(long most, Runnable empty) {
        this.most = most;
        this.empty = empty;
    }

    /** Takes room for a frame that is handed on, if there is any. */
    public boolean take(int bytes) {
        if (used() + bytes > most) {
            return false;
        }
        forwarding.addAndGet(bytes);
        return true;
    }

    /** The frame has left, or never will. */
    public void give(int bytes) {
        if (forwarding.addAndGet(-bytes) == 0) {
            empty.run();
        }
    }

    /**
     * Counts what is kept of a frame that has not come to its end.
     *
     * @return whether that is within the bound
     */
    public boolean keep(int more) {
        incomplete.addAndGet(more);
        return more <= 0 || used() <= most;
    }

    /** What is on its way to clients. */
    public long forwarding() {
        return forwarding.get();
    }

    /** All that is kept. */
    public long used() {
        return forwarding.get() + incomplete.get();
    }
}
