package io.sparkactor.internal.mailbox;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** First come, first served; whatever the priority. Its methods are called under the monitor of {@link Backlog}. */
public final class ArrivalBacklog<T> extends Backlog<T> {

    private final Deque<T> items = new ArrayDeque<>();

    /** An empty one. */
    public ArrivalBacklog() {}

    @Override
    void put(T item, int priority) {
        items.addLast(item);
    }

    @Override
    @Nullable
    T next() {
        return items.pollFirst();
    }

    @Override
    @Nullable
    T dropFor(int priority, boolean oldest) {
        return oldest ? items.pollFirst() : null;
    }

    @Override
    int waiting() {
        return items.size();
    }
}
