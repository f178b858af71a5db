package io.sparkactor.internal.cell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set of cells in the order in which they were added, that is next to nothing while it is empty. Not thread-safe. */
final class CellSet {

    private Set<ActorCell<?>> cells = Set.of();

    /** Adds a cell; false if it is there. */
    boolean add(ActorCell<?> cell) {
        if (cells.isEmpty()) {
            cells = LinkedHashSet.newLinkedHashSet(1);
        }
        return cells.add(cell);
    }

    /** Removes a cell; false if it is not there. */
    boolean remove(ActorCell<?> cell) {
        return !cells.isEmpty() && cells.remove(cell);
    }

    boolean contains(ActorCell<?> cell) {
        return cells.contains(cell);
    }

    /** Takes all out. */
    List<ActorCell<?>> drain() {
        List<ActorCell<?>> all = List.copyOf(cells);
        cells = Set.of();
        return all;
    }
}
