package io.sparkactor.testkit.simulation;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Where all wait for the baton: those that could go on, of which the seed chooses one, and those that are parked. Guarded by the baton.
 */
final class Crossing {

    private final Choices choices;
    private final List<Candidate> candidates = new ArrayList<>();
    private final Set<Strand> parked = new LinkedHashSet<>();

    Crossing(Choices choices) {
        this.choices = choices;
    }

    /** Adds one that can go on. */
    void add(Candidate candidate) {
        candidates.add(candidate);
    }

    boolean hasCandidates() {
        return !candidates.isEmpty();
    }

    /** Takes one that can go on; there must be one. */
    Candidate take() {
        int index = choices.index(candidates.size());
        Candidate last = candidates.removeLast();
        return index == candidates.size() ? last : candidates.set(index, last);
    }

    /** Adds one that waits until a moment, or {@link World#NEVER}. */
    void park(Strand strand, long deadline) {
        strand.parkedUntil = deadline;
        parked.add(strand);
    }

    /** Ends the present or next wait of a strand. */
    void unpark(Strand strand) {
        if (parked.remove(strand)) {
            candidates.add(strand);
        } else {
            strand.permit = true;
        }
    }

    /** Ends the waits of those that were interrupted. */
    void unparkInterrupted() {
        if (parked.isEmpty()) {
            return;
        }
        for (Iterator<Strand> all = parked.iterator(); all.hasNext(); ) {
            Strand strand = all.next();
            if (strand.isInterrupted()) {
                all.remove();
                candidates.add(strand);
            }
        }
    }

    /** Ends the waits whose moment has come. */
    void unparkDue(long now) {
        for (Iterator<Strand> all = parked.iterator(); all.hasNext(); ) {
            Strand strand = all.next();
            if (strand.parkedUntil <= now) {
                all.remove();
                candidates.add(strand);
            }
        }
    }

    /** The first moment until which somebody waits. */
    long firstDeadline() {
        long first = World.NEVER;
        for (Strand strand : parked) {
            first = Math.min(first, strand.parkedUntil);
        }
        return first;
    }

    /** Those that are parked. */
    Collection<Strand> parked() {
        return parked;
    }
}
