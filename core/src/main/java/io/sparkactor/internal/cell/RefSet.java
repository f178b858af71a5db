package io.sparkactor.internal.cell;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set of actors in the order in which they were added, that is next to nothing while it is empty. Not thread-safe. */
final class RefSet {

    private Set<BaseRef<?>> refs = Set.of();

    /** Adds an actor; false if it is there. */
    boolean add(BaseRef<?> ref) {
        if (refs.isEmpty()) {
            refs = LinkedHashSet.newLinkedHashSet(1);
        }
        return refs.add(ref);
    }

    /** Removes an actor; false if it is not there. */
    boolean remove(BaseRef<?> ref) {
        return !refs.isEmpty() && refs.remove(ref);
    }

    boolean contains(BaseRef<?> ref) {
        return refs.contains(ref);
    }

    /** Takes all out. */
    List<BaseRef<?>> drain() {
        List<BaseRef<?>> all = List.copyOf(refs);
        refs = Set.of();
        return all;
    }
}
