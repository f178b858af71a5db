package io.sparkactor.internal.mailbox;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The higher the number, the sooner; of one number, first come, first served. Its methods are called under the monitor of
 * {@link Backlog}.
 */
public final class PriorityBacklog<T> extends Backlog<T> {

    /** The most urgent first; none is empty. */
    private final NavigableMap<Integer, Deque<T>> lanes = new TreeMap<>(Comparator.reverseOrder());

    private int waiting;

    /** An empty one. */
    public PriorityBacklog() {}

    @Override
    void put(T item, int priority) {
        lanes.computeIfAbsent(priority, unused -> new ArrayDeque<>(4)).addLast(item);
        waiting++;
    }

    @Override
    @Nullable
    T next() {
        return takeFrom(lanes.firstEntry(), true);
    }

    @Override
    @Nullable
    T dropFor(int priority, boolean oldest) {
        Map.Entry<Integer, Deque<T>> least = lanes.lastEntry();
        boolean newOneGoes = least == null || priority < least.getKey() || priority == least.getKey() && !oldest;
        return newOneGoes ? null : takeFrom(least, oldest);
    }

    @Override
    int waiting() {
        return waiting;
    }

    private @Nullable T takeFrom(Map.@Nullable Entry<Integer, Deque<T>> lane, boolean oldest) {
        if (lane == null) {
            return null;
        }
        T item = oldest ? lane.getValue().pollFirst() : lane.getValue().pollLast();
        waiting--;
        if (lane.getValue().isEmpty()) {
            lanes.remove(lane.getKey());
        }
        return item;
    }
}
