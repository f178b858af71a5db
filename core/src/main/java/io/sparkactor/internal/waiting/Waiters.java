package io.sparkactor.internal.waiting;

import io.sparkactor.spi.RuntimeHooks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Threads that wait until something has come true. Thread-safe. */
public final class Waiters {

    private final Queue<Thread> threads = new ConcurrentLinkedQueue<>();

    /** Nobody waits yet. */
    public Waiters() {}

    /**
     * Waits until {@code done}, which must have come true before {@link #wakeAll} is called.
     *
     * @param deadlineNanos see {@link Deadlines}
     * @param abandoned whether to give up at once
     * @return whether it is done
     */
    public boolean await(RuntimeHooks hooks, long deadlineNanos, BooleanSupplier done, BooleanSupplier abandoned) {
        Thread self = Thread.currentThread();
        boolean interrupted = false;
        threads.add(self);
        try {
            long remaining = Deadlines.remaining(hooks, deadlineNanos);
            while (!done.getAsBoolean() && remaining > 0 && !abandoned.getAsBoolean()) {
                hooks.park(remaining);
                if (self.isInterrupted() && !abandoned.getAsBoolean()) {
                    interrupted |= Thread.interrupted(); // one that does not end the wait must not make it spin
                }
                remaining = Deadlines.remaining(hooks, deadlineNanos);
            }
            return done.getAsBoolean();
        } finally {
            threads.remove(self);
            if (interrupted) {
                self.interrupt();
            }
        }
    }

    /** Wakes all who wait. */
    public void wakeAll(RuntimeHooks hooks) {
        threads.forEach(hooks::unpark);
    }
}
