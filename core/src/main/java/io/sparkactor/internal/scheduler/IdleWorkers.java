package io.sparkactor.internal.scheduler;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * A bounded stack of workers without work; the one that came last goes first, for its cache.
 *
 * <p>Thread-safe and lock-free: a lock could be handed to a virtual thread that has no carrier. Each push links a fresh node, so
 * the head cannot come back as the same reference while a taker still looks at it.
 *
 * @param <W> the kind of worker
 */
public final class IdleWorkers<W> {

    private record Node<W>(W worker, @Nullable Node<W> below) {}

    private final AtomicReference<@Nullable Node<W>> top = new AtomicReference<>();
    private final AtomicInteger size = new AtomicInteger();
    private final int limit;

    /** An empty stack for so many workers. */
    public IdleWorkers(int limit) {
        this.limit = limit;
    }

    /** Adds a worker; false if the stack is full. */
    public boolean push(W worker) {
        if (size.incrementAndGet() > limit) {
            size.decrementAndGet();
            return false;
        }
        Node<W> below;
        do {
            below = top.get();
        } while (!top.compareAndSet(below, new Node<>(worker, below)));
        return true;
    }

    /** Takes the worker that came last, null if there is none. */
    public @Nullable W pop() {
        for (; ; ) {
            Node<W> node = top.get();
            if (node == null) {
                return null;
            }
            if (top.compareAndSet(node, node.below())) {
                size.decrementAndGet();
                return node.worker();
            }
        }
    }

    /** How many there are, about. */
    public int size() {
        return size.get();
    }
}
