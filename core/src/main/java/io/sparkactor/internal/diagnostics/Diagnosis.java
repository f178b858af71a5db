package io.sparkactor.internal.diagnostics;

import io.sparkactor.ActorDiagnostics;
import io.sparkactor.ActorDiagnostics.Activity;
import io.sparkactor.ActorDiagnostics.Waiting;
import io.sparkactor.Diagnostics;
import io.sparkactor.TransportRefusal;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.CellLook;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnScheduler;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of one syndicate, by walking the tree of its cells. Thread-safe.
 *
 * <p>It costs time by the number of actors and of queued messages, on the thread that calls. It runs no user code and waits for no turn;
 * what it shares with turns is the monitor of a list of children, for 256 of them at a time.
 */
public final class Diagnosis {

    private final SyndicateCore core;
    private final OldestAges ages = new OldestAges();

    /** For the syndicate of this core. */
    public Diagnosis(SyndicateCore core) {
        this.core = core;
    }

    /** A cell that is still to be looked at, and where it stands. */
    private record Place(ActorCell<?> cell, String parentPath, int level) {}

    /** Takes a snapshot; the caller says how many messages wait in inboxes, and what the transport has refused. */
    public Diagnostics take(long inInboxes, Map<TransportRefusal, Long> refusals) {
        List<ActorDiagnostics> actors = actors();
        long inFlight = inInboxes;
        for (ActorDiagnostics actor : actors) {
            inFlight += actor.queued();
        }
        return new Diagnostics(
                core.name(),
                core.hooks().now(),
                core.isClosing(),
                actors,
                core.ledger().read(inFlight),
                core.deadLetters().byReason(),
                refusals,
                inInboxes,
                core.scheduler().figures());
    }

    private List<ActorDiagnostics> actors() {
        long now = core.hooks().nanoTime();
        OldestAges.Look look = ages.begin(now);
        List<ActorDiagnostics> found = new Walk(now, look, core.scheduler()).walk();
        look.end();
        return found;
    }

    /** One walk over the tree; without recursion, as it may be deep. For one thread. */
    private final class Walk {

        private final long now;
        private final OldestAges.Look look;
        private final Set<Turn> turns = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Map<Turn, Thread> threads;
        private final Deque<Place> toVisit = new ArrayDeque<>();

        Walk(long now, OldestAges.Look look, TurnScheduler scheduler) {
            this.now = now;
            this.look = look;
            this.turns.addAll(scheduler.runningTurns());
            this.threads = scheduler.turnThreads();
        }

        List<ActorDiagnostics> walk() {
            List<ActorDiagnostics> found = new ArrayList<>();
            visitLater(core.root(), core.rootPath(), 1);
            while (!toVisit.isEmpty()) {
                Place place = toVisit.removeLast();
                CellLook cell = CellLook.at(place.cell);
                if (cell.life() != CellLook.Life.STOPPED) {
                    String path = place.parentPath + "/" + cell.name();
                    found.add(actor(path, place, cell));
                    visitLater(place.cell, path, place.level + 1);
                }
            }
            return found;
        }

        /** Newest first, so that the oldest is taken first. */
        private void visitLater(ActorCell<?> parent, String path, int level) {
            for (ActorCell<?> child : parent.childCells()) {
                toVisit.addLast(new Place(child, path, level));
            }
        }

        private ActorDiagnostics actor(String path, Place place, CellLook cell) {
            Thread thread = threads.get(place.cell);
            Wait wait = cell.waiting();
            return new ActorDiagnostics(
                    path,
                    place.level,
                    cell.actorClass(),
                    activity(cell, thread, turns.contains(place.cell)),
                    cell.queued(),
                    Duration.ofNanos(look.age(cell)),
                    wait == null ? null : waiting(wait),
                    thread == null ? null : thread.getName(),
                    cell.timers());
        }

        private Waiting waiting(Wait wait) {
            long since = Math.max(0, now - wait.startedNanos());
            return new Waiting(wait.call(), wait.whom(), Duration.ofNanos(since));
        }
    }

    private static Activity activity(CellLook cell, @Nullable Thread thread, boolean inTurn) {
        if (cell.waiting() != null) {
            return Activity.WAITING;
        }
        if (thread != null && thread.getState() != Thread.State.RUNNABLE) {
            return Activity.BLOCKED;
        }
        if (thread != null || inTurn) {
            return Activity.RUNNING;
        }
        return switch (cell.life()) {
            case STARTING -> Activity.STARTING;
            case RUNNING -> cell.oldest() == null ? Activity.IDLE : Activity.READY;
            case RESTARTING -> Activity.RESTARTING;
            case STOPPING, STOPPED -> Activity.STOPPING;
        };
    }
}
