package io.sparkactor.process.internal.pool;

import io.sparkactor.process.internal.launch.ChildTerms;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The children that wait for work, or are being started to do so; oldest first, and only so many. Thread-safe. */
final class Spares {

    private final int limit;
    private final List<Spare> all = new ArrayList<>(); // guarded by this

    Spares(int limit) {
        this.limit = limit;
    }

    /** Takes the oldest of these terms out, if there is one. */
    synchronized @Nullable Spare take(ChildTerms terms) {
        for (Iterator<Spare> each = all.iterator(); each.hasNext(); ) {
            Spare spare = each.next();
            if (spare.terms().equals(terms)) {
                each.remove();
                return spare;
            }
        }
        return null;
    }

    /** Adds one; the oldest ends if there are too many. */
    void add(Spare spare) {
        Spare oldest;
        synchronized (this) {
            all.add(spare);
            oldest = all.size() > limit ? all.removeFirst() : null;
        }
        if (oldest != null) {
            oldest.end();
        }
    }

    /** Adds one unless there is one of its terms; whether it did. */
    boolean addFirst(Spare spare) {
        synchronized (this) {
            if (all.stream().anyMatch(other -> other.terms().equals(spare.terms()))) {
                return false;
            }
        }
        add(spare);
        return true;
    }

    synchronized boolean isEmpty() {
        return all.isEmpty();
    }

    synchronized void remove(Spare spare) {
        all.remove(spare);
    }

    /** Removes the one that is this child; whether there was one. */
    synchronized boolean remove(Child child) {
        return all.removeIf(spare -> spare.holds(child));
    }

    /** Ends them all. */
    void end() {
        List<Spare> ended;
        synchronized (this) {
            ended = List.copyOf(all);
            all.clear();
        }
        ended.forEach(Spare::end);
    }
}
