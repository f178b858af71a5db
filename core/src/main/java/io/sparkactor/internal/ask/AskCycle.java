package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.TurnState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Circles of actors that wait for each other's answers. Stateless. */
final class AskCycle {

    /** Longer chains are not followed; their asks end at their deadlines. */
    private static final int LONGEST = 1000;

    private AskCycle() {}

    /**
     * The circle that is plain to see when a wait begins: of an actor that waits for itself, or for its creator, which waits for its
     * start. Null if there is none.
     */
    static AskFailure.@Nullable Cycle plain(ActorCell<?> asker, @Nullable BaseRef<?> replier, TurnState turn) {
        if (replier == asker) {
            return new AskFailure.Cycle(List.of(asker.path(), asker.path()));
        }
        if (replier != null && turn.isCreatorOfCurrent(replier)) {
            return new AskFailure.Cycle(List.of(asker.path(), replier.path(), asker.path()));
        }
        return null;
    }

    /**
     * The waits of the circle that {@code start} belongs to, beginning with it; empty if there is none. What is read may change
     * meanwhile, so one look proves nothing.
     */
    static List<ReplyWait> through(ReplyWait start) {
        List<ReplyWait> waits = new ArrayList<>();
        ReplyWait at = start;
        while (waits.size() < LONGEST && at.isPending()) {
            waits.add(at);
            if (!(at.replier() instanceof ActorCell<?> cell) || !(cell.waiting() instanceof ReplyWait next)) {
                return List.of();
            }
            if (next == start) {
                return waits;
            }
            at = next;
        }
        return List.of();
    }

    /** Fails the youngest wait of a circle; the others then get their replies. */
    static void breakUp(List<ReplyWait> circle) {
        ReplyWait youngest = circle.stream()
                .max(Comparator.comparingLong(ReplyWait::startedNanos))
                .orElseThrow();
        List<String> path = path(circle, circle.indexOf(youngest));
        if (!path.isEmpty()) {
            youngest.fail(new AskFailure.Cycle(path));
        }
    }

    /** The actors on the way round; empty if a stream was opened just now, so that the circle is none any more. */
    private static List<String> path(List<ReplyWait> circle, int first) {
        List<String> path = new ArrayList<>();
        for (int i = 0; i < circle.size(); i++) {
            ReplyWait wait = circle.get((first + i) % circle.size());
            BaseRef<?> replier = wait.replier();
            if (replier == null) {
                return List.of();
            }
            ActorCell<?> asker = wait.asker();
            if (asker != null) {
                add(path, asker.path()); // differs from the replier before where one waits for the start of another
            }
            path.add(replier.path());
        }
        add(path, path.getFirst());
        return path;
    }

    private static void add(List<String> path, String step) {
        if (path.isEmpty() || !path.getLast().equals(step)) {
            path.add(step);
        }
    }
}
