package io.sparkactor.internal.syndicate;

import io.sparkactor.internal.cell.ActorCell;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Counts what waits in the mailboxes, by walking them. Stateless. */
final class InFlight {

    private InFlight() {}

    static long inActors(ActorCell<?> root) {
        return byPath(root).values().stream().mapToLong(Long::longValue).sum();
    }

    /** How many messages wait at each actor that has some. */
    static Map<String, Long> byPath(ActorCell<?> root) {
        Map<String, Long> waiting = new TreeMap<>();
        Deque<ActorCell<?>> toVisit = new ArrayDeque<>();
        toVisit.add(root);
        while (!toVisit.isEmpty()) {
            ActorCell<?> cell = toVisit.removeLast();
            long depth = cell.depth();
            if (depth > 0) {
                waiting.merge(cell.path(), depth, Long::sum);
            }
            toVisit.addAll(cell.childCells());
        }
        return waiting;
    }
}
