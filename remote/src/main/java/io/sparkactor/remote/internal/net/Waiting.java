package io.sparkactor.remote.internal.net;

import io.sparkactor.WaitInterruptedException;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Where threads of users wait for something that the loop brings about. Thread-safe. */
public final class Waiting {

    private final RuntimeHooks hooks;
    private final Queue<Thread> waiting = new ConcurrentLinkedQueue<>();

    /** Nobody waits yet. */
    public Waiting(RuntimeHooks hooks) {
        this.hooks = hooks;
    }

    /** Lets all who wait look again; called behind each change of what a condition reads. */
    public void changed() {
        for (Thread thread : waiting) {
            hooks.unpark(thread);
        }
    }

    /**
     * Waits until a condition holds.
     *
     * @param what the call that waits, for the text of the exception
     * @param condition must become true before a {@link #changed}
     * @param deadlineNanos on the scale of {@link RuntimeHooks#nanoTime}
     * @return whether it holds
     * @throws WaitInterruptedException if the thread is interrupted; its flag stays set
     */
    public boolean until(String what, BooleanSupplier condition, long deadlineNanos) {
        if (condition.getAsBoolean()) {
            return true;
        }
        Thread self = Thread.currentThread();
        waiting.add(self);
        try {
            while (!condition.getAsBoolean()) {
                if (self.isInterrupted()) {
                    throw new WaitInterruptedException(what + " was interrupted");
                }
                long left = deadlineNanos - hooks.nanoTime();
                if (left <= 0) {
                    return false;
                }
                hooks.park(left);
            }
            return true;
        } finally {
            waiting.remove(self);
        }
    }
}
