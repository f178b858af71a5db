package io.sparkactor.troupe;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What waits for a worker, in order for each. Confined to the manager's turn.
 *
 * @param <M> the type of the jobs
 */
final class Pending<M> {

    private final Map<Integer, Deque<Run<M>>> lanes = new TreeMap<>();
    private int size;

    int size() {
        return size;
    }

    int size(int lane) {
        Deque<Run<M>> waiting = lanes.get(lane);
        return waiting == null ? 0 : waiting.size();
    }

    /** The numbers of the workers for which something waits; a copy. */
    List<Integer> lanes() {
        return List.copyOf(lanes.keySet());
    }

    void add(Run<M> run) {
        lane(run.lane()).addLast(run);
        size++;
    }

    void addFirst(Run<M> run) {
        lane(run.lane()).addFirst(run);
        size++;
    }

    private Deque<Run<M>> lane(int lane) {
        return lanes.computeIfAbsent(lane, _ -> new ArrayDeque<>());
    }

    /** Takes what has waited longest for a worker; null if nothing does. */
    @Nullable
    Run<M> poll(int lane) {
        Deque<Run<M>> waiting = lanes.get(lane);
        Run<M> first = waiting == null ? null : waiting.pollFirst();
        if (waiting != null && waiting.isEmpty()) {
            lanes.remove(lane);
        }
        size -= first == null ? 0 : 1;
        return first;
    }

    /** Takes out all whose job nobody needs any more. */
    List<Run<M>> removeUnwanted() {
        List<Run<M>> removed = new ArrayList<>();
        for (Deque<Run<M>> waiting : lanes.values()) {
            for (Iterator<Run<M>> each = waiting.iterator(); each.hasNext(); ) {
                Run<M> run = each.next();
                if (run.job().isOver() || run.job().delegation().unwanted().isPresent()) {
                    each.remove();
                    removed.add(run);
                }
            }
        }
        lanes.values().removeIf(Deque::isEmpty);
        size -= removed.size();
        return removed;
    }

    /** Takes out everything. */
    List<Run<M>> removeAll() {
        List<Run<M>> removed = new ArrayList<>(size);
        lanes.values().forEach(removed::addAll);
        lanes.clear();
        size = 0;
        return removed;
    }
}
