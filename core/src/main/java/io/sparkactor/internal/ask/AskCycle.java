package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.ActorCell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Circles of actors that wait for each other's replies. Stateless. */
final class AskCycle {

    /** Longer chains are not followed; their asks end at their deadlines. */
    private static final int LONGEST = 1000;

    private AskCycle() {}

    /**
     * The slots of the circle that {@code start} belongs to, beginning with it; empty if there is none. What is read may change
     * meanwhile, so one look proves nothing.
     */
    static List<AskSlot> through(AskSlot start) {
        List<AskSlot> slots = new ArrayList<>();
        AskSlot at = start;
        while (slots.size() < LONGEST && at.isPending()) {
            slots.add(at);
            if (!(at.replier() instanceof ActorCell<?> cell) || !(cell.waiting() instanceof AskSlot next)) {
                return List.of();
            }
            if (next == start) {
                return slots;
            }
            at = next;
        }
        return List.of();
    }

    /** Fails the youngest ask of a circle; the others then get their replies. */
    static void breakUp(List<AskSlot> circle) {
        AskSlot youngest = circle.stream()
                .max(Comparator.comparingLong(slot -> slot.terms().startedNanos()))
                .orElseThrow();
        youngest.fail(new AskFailure.Cycle(path(circle, circle.indexOf(youngest))));
    }

    private static List<String> path(List<AskSlot> circle, int first) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            AskSlot slot = circle.get((first + i) % circle.size());
            ActorCell<?> asker = slot.asker();
            if (asker != null) {
                add(path, asker.path());
            }
            add(path, slot.replier().path()); // differs from the next asker where one waits for the start of another
        }
        return path;
    }

    private static void add(List<String> path, String step) {
        if (path.isEmpty() || !path.getLast().equals(step)) {
            path.add(step);
        }
    }
}
