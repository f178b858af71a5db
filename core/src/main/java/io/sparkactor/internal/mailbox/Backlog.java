package io.sparkactor.internal.mailbox;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The messages that wait in a bounded mailbox, in the order in which they are to be handled. Thread-safe: the monitor is held for a few
 * instructions, in which nothing waits and no user code runs.
 *
 * <p>Knows no bound: who adds has a place before ({@link Places}).
 *
 * @param <T> what waits
 */
public abstract sealed class Backlog<T> permits ArrivalBacklog, PriorityBacklog {

    /** What waited once before, and comes first now. */
    private final Deque<T> resumed = new ArrayDeque<>(0);

    /** What was taken and is to be taken once more, before all others. */
    private @Nullable T again;

    /** Whether what {@link #poll} gave last is still being handled. */
    private boolean inHand;

    Backlog() {}

    /** Adds one behind all that are as urgent. */
    public final synchronized void add(T item, int priority) {
        put(item, priority);
    }

    /** Puts some in front of all others but one that was put back, keeping their order. */
    public final synchronized void addFirst(Collection<T> items) {
        ArrayDeque<T> behind = new ArrayDeque<>(resumed);
        resumed.clear();
        resumed.addAll(items);
        resumed.addAll(behind);
    }

    /** Takes the one to handle next, which counts until {@link #done}; null if none waits. By the only consumer. */
    public final synchronized @Nullable T poll() {
        T next = again;
        again = null;
        if (next == null) {
            next = resumed.isEmpty() ? next() : resumed.pollFirst();
        }
        inHand = next != null;
        return next;
    }

    /** What was taken last was handled. By the only consumer. */
    public final synchronized void done() {
        inHand = false;
    }

    /** What was taken last waits on, in front of all others. By the only consumer. */
    public final synchronized void putBack(T item) {
        inHand = false;
        again = item;
    }

    /** Whether there is one that was put back. */
    public final synchronized boolean hasPutBack() {
        return again != null;
    }

    /**
     * Adds one in the place of another that waits, or drops the new one: the least urgent goes, of several the oldest or the newest.
     *
     * @return the one that was dropped
     */
    public final synchronized T exchange(T item, int priority, boolean oldest) {
        T dropped = dropFor(priority, oldest);
        if (dropped == null) {
            return item;
        }
        put(item, priority);
        return dropped;
    }

    /** How many wait, with the one that is being handled. */
    public final synchronized int size() {
        return resumed.size() + waiting() + (inHand || again != null ? 1 : 0);
    }

    abstract void put(T item, int priority);

    abstract @Nullable T next();

    /** Removes the one that has to go for a new one of this priority; null if the new one has to. */
    abstract @Nullable T dropFor(int priority, boolean oldest);

    abstract int waiting();
}
