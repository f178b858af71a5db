package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ExitReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.events.Failures;
import java.lang.System.Logger;
import java.util.function.Consumer;

/**
 * How an actor ends: children first, then its own {@code postStop}, then its parent is told. In the turn of the actor; stateless.
 */
final class CellStop {

    private static final Logger LOG = System.getLogger("io.sparkactor.Actor");

    private CellStop() {}

    /** Begins to stop; nothing happens if it has begun already. */
    static void begin(ActorCell<?> cell, ExitReason reason) {
        if (cell.state() >= ActorCell.STOPPING) {
            return;
        }
        if (!(reason instanceof ExitReason.Normal)) {
            cell.extras().exitReason = reason;
        }
        ChildList.close(cell, ActorCell.STOPPING); // no child is linked behind the copy below
        CellExtras extras =
                cell.extrasIfAny(); // behind the new state: who has joined before is seen, later ones see that
        if (extras != null) {
            if (extras.hasJoined()) {
                cell.core().topics().leaveAll(cell); // now, not at the end: from now on it would only refuse
            }
            extras.actorStops();
        }
        ExitReason forChildren = reason instanceof ExitReason.SyndicateClosed ? reason : new ExitReason.ParentStopped();
        for (ActorCell<?> child : ChildList.copy(cell)) {
            child.stop(forChildren);
        }
        finishIfChildless(cell);
    }

    /** Ends it if the last child has gone. */
    static void finishIfChildless(ActorCell<?> cell) {
        if (cell.state() == ActorCell.STOPPING && ChildList.isEmpty(cell)) {
            finish(cell);
        }
    }

    private static void finish(ActorCell<?> cell) {
        boolean wasStarted = cell.wasStarted();
        endInstance(cell, BaseRef::askTargetStopped);
        abandonRest(cell);
        cell.core().names().free(cell); // before anybody learns of the end, so that the name can be used again at once
        CellExtras extras = cell.end();
        cell.core().exports().forget(cell);
        ExitReason reason = extras == null ? CellExtras.NORMAL : extras.exitReason;
        if (wasStarted) {
            cell.core().events().publish(() -> new RuntimeEvent.ActorStopped(cell.path(), reason));
        }
        ActorCell<?> parent = cell.parentCell();
        if (parent != null) {
            ChildList.unlink(parent, cell);
            parent.childExited(cell, reason);
        }
        if (extras != null) {
            CellExit.tellAll(cell, reason);
            extras.stopWaiters.wakeAll(cell.core().hooks());
        }
    }

    private static void abandonRest(ActorCell<?> cell) {
        CellExtras extras = cell.extrasIfAny();
        if (extras == null) {
            return;
        }
        RestartState restarts = extras.restartStateIfAny();
        if (restarts != null) {
            restarts.abandon(cell);
        }
        extras.endDurableTimers(); // before the name is free
        extras.discardStash();
    }

    /**
     * Ends the present instance, if there is one: its timers and watches, then {@code postStop}, then what it owns. Its children have gone.
     *
     * @param unanswered what becomes of the asks that it has handled without a reply
     */
    static void endInstance(ActorCell<?> cell, Consumer<BaseRef<?>> unanswered) {
        CellExtras extras = cell.extrasIfAny();
        if (extras != null) {
            extras.closeTimers();
            extras.closeWatches();
        }
        if (cell.wasStarted()) {
            postStop(cell);
        }
        extras = cell.extrasIfAny(); // postStop may have made the first use of them
        if (extras != null) {
            closeOwned(cell, extras); // behind postStop, which may still need them
            extras.endUnanswered(cell, unanswered);
            HeldMessages held = extras.heldIfAny();
            if (held != null) {
                held.end(cell);
            }
        }
        cell.unbind();
    }

    private static void closeOwned(ActorCell<?> cell, CellExtras extras) {
        AutoCloseable resource = extras.disown();
        while (resource != null) {
            Class<?> type = resource.getClass();
            try {
                resource.close();
            } catch (Throwable thrown) {
                Failures.warn(LOG, () -> "a " + type.getName() + " of " + cell.path() + " failed to close", thrown);
                cell.core().events().publish(() -> new RuntimeEvent.ResourceCloseFailed(cell.path(), type, thrown));
            }
            boolean unused = Thread.interrupted();
            resource = extras.disown();
        }
    }

    private static void postStop(ActorCell<?> cell) {
        Actor<?> actor = cell.actorIfAny();
        if (actor == null) {
            return;
        }
        try {
            ActorAccessHolder.Ready.ACCESS.postStop(actor);
        } catch (Throwable thrown) {
            Failures.warn(LOG, () -> "postStop of " + cell.path() + " failed; its instance ends all the same", thrown);
            cell.core().events().publish(() -> new RuntimeEvent.PostStopFailed(cell.path(), thrown));
        }
        boolean unused = Thread.interrupted();
    }
}
