package io.sparkactor.internal.waiting;

import io.sparkactor.spi.RuntimeHooks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue with waiting readers, whose waits go through the hooks. Thread-safe, lock-free: a writer never waits for a reader
 * that has no carrier.
 *
 * @param <T> what is queued
 */
public final class WaitQueue<T> {

    private final RuntimeHooks hooks;
    private final int capacity;
    private final Queue<T> items = new ConcurrentLinkedQueue<>();
    private final AtomicInteger size = new AtomicInteger();
    private final Queue<Reader> readers = new ConcurrentLinkedQueue<>();
    private volatile boolean closed;

    /** An open, empty queue. */
    public WaitQueue(RuntimeHooks hooks, int capacity) {
        this.hooks = hooks;
        this.capacity = capacity;
    }

    /** Puts an item at the end; false if the queue is full. Whether it is closed is the caller's affair. */
    public boolean offer(T item) {
        if (size.incrementAndGet() > capacity) {
            size.decrementAndGet();
            return false;
        }
        items.add(item);
        wakeOne();
        return true;
    }

    /** Takes the first item, or null if there is none. */
    public @Nullable T poll() {
        T item = items.poll();
        if (item != null) {
            size.decrementAndGet();
        }
        return item;
    }

    /**
     * Takes the first item, waiting for it.
     *
     * @param deadlineNanos see {@link Deadlines}
     * @param abandoned whether to give up at once; checked after each wake-up, and the reason is the caller's affair
     * @return the item; null if the deadline passed, the wait was abandoned, or the queue is closed and empty
     */
    public @Nullable T poll(long deadlineNanos, BooleanSupplier abandoned) {
        while (true) {
            T item = poll();
            if (item != null || closed) {
                return item != null ? item : poll();
            }
            Reader reader = new Reader(Thread.currentThread());
            readers.add(reader);
            boolean over = false;
            // Look again after the registration is visible: a writer that saw no reader has put its item before.
            while (items.isEmpty() && !closed && !reader.get() && !over) {
                long remaining = Deadlines.remaining(hooks, deadlineNanos);
                over = remaining <= 0 || abandoned.getAsBoolean();
                if (!over) {
                    hooks.park(remaining);
                }
            }
            if (!reader.compareAndSet(false, true) && over && !items.isEmpty()) {
                wakeOne(); // the wake-up that came to this reader belongs to another one
            }
            readers.remove(reader);
            if (over) {
                return poll();
            }
        }
    }

    /** Ends all waits, now and later. */
    public void close() {
        closed = true;
        Reader reader = readers.poll();
        while (reader != null) {
            reader.set(true);
            hooks.unpark(reader.thread);
            reader = readers.poll();
        }
    }

    /** Whether it was closed. */
    public boolean isClosed() {
        return closed;
    }

    /** How many items wait; exact when nothing moves. */
    public int size() {
        return (int) items.stream().count();
    }

    private void wakeOne() {
        Reader reader = readers.poll();
        while (reader != null) {
            if (reader.compareAndSet(false, true)) {
                hooks.unpark(reader.thread);
                return;
            }
            reader = readers.poll();
        }
    }

    /** A waiting reader; true once it was woken or has gone. */
    private static final class Reader extends AtomicBoolean {

        private static final long serialVersionUID = 1L;

        private final transient Thread thread;

        Reader(Thread thread) {
            this.thread = thread;
        }
    }
}
