package io.sparkactor.promises;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** One direction between two systems of a {@link FakeNetwork}: what waits there, in order. Thread-safe. */
final class FakeWay {

    private final Queue<Item> waiting = new ArrayDeque<>();
    private boolean delivering;
    private boolean open = true;

    /**
     * Something on its way.
     *
     * @param deliver hands it to the other side
     * @param drop what becomes of it if the way is lost
     */
    record Item(Runnable deliver, Runnable drop) {}

    /** Takes something; false if the way is lost. */
    synchronized boolean offer(Item item) {
        return open && waiting.add(item);
    }

    synchronized boolean isOpen() {
        return open;
    }

    synchronized boolean isIdle() {
        return waiting.isEmpty() && !delivering;
    }

    /** Delivers what is next; false if nothing is, or somebody else does so just now. */
    boolean deliverNext() {
        Item next = begin();
        if (next == null) {
            return false;
        }
        try {
            next.deliver().run();
        } finally {
            end();
        }
        return true;
    }

    private synchronized @Nullable Item begin() {
        Item next = delivering ? null : waiting.poll();
        delivering |= next != null;
        return next;
    }

    private synchronized void end() {
        delivering = false;
    }

    /** Takes nothing any more, loses what waits, and delivers the news of that; what was lost. */
    synchronized List<Item> lose(Item news) {
        if (!open) {
            return List.of();
        }
        open = false;
        List<Item> lost = new ArrayList<>(waiting);
        waiting.clear();
        waiting.add(news);
        return lost;
    }

    /** There is a new way; once the loss of the old one was told. */
    synchronized void reopen() {
        if (!isIdle()) {
            throw new AssertionError("nobody knows yet that the way was lost");
        }
        open = true;
    }
}
