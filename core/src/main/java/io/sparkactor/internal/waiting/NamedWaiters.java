package io.sparkactor.internal.waiting;

import io.sparkactor.spi.RuntimeHooks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Threads that wait for something of a name, so that what happens under other names does not wake them. Thread-safe. */
public final class NamedWaiters {

    private record Waiting(String name, Waiters waiters) {}

    private final Queue<Waiting> all = new ConcurrentLinkedQueue<>();

    /** Nobody waits yet. */
    public NamedWaiters() {}

    /**
     * Waits until {@code done}, which must have come true before {@link #wake} is called; see {@link Waiters#await}.
     *
     * @param name what {@link #wake} will be called with
     */
    public boolean await(
            RuntimeHooks hooks, String name, long deadlineNanos, BooleanSupplier done, BooleanSupplier abandoned) {
        Waiting own = new Waiting(name, new Waiters());
        all.add(own); // before the first look at done: who makes it true later sees this entry
        try {
            return own.waiters.await(hooks, deadlineNanos, done, abandoned);
        } finally {
            all.remove(own);
        }
    }

    /** Wakes all who wait under a name. */
    public void wake(RuntimeHooks hooks, String name) {
        for (Waiting waiting : all) {
            if (waiting.name.equals(name)) {
                waiting.waiters.wakeAll(hooks);
            }
        }
    }

    /** Wakes all who wait. */
    public void wakeAll(RuntimeHooks hooks) {
        all.forEach(waiting -> waiting.waiters.wakeAll(hooks));
    }
}
