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
        cell.extras().exitReason = reason;
        synchronized (cell) {
            cell.setState(ActorCell.STOPPING); // under the monitor: no child is linked behind the copy below
        }
        if (cell.extras().hasJoined()) {
            cell.core().topics().leaveAll(cell); // now, not at the end: from now on it would only refuse
        }
        cell.extras().actorStops();
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
        CellExtras extras = cell.extras();
        ExitReason reason = extras.exitReason == null ? new ExitReason.Normal() : extras.exitReason;
        boolean wasStarted = cell.wasStarted();
        endInstance(cell, BaseRef::askTargetStopped);
        RestartState restarts = extras.restartStateIfAny();
        if (restarts != null) {
            restarts.abandon(cell);
        }
        extras.discardStash();
        cell.core().names().free(cell); // before anybody learns of the end, so that the name can be used again at once
        cell.setState(ActorCell.STOPPED);
        if (wasStarted) {
            cell.core().events().publish(() -> new RuntimeEvent.ActorStopped(cell.path(), reason));
        }
        ActorCell<?> parent = cell.parentCell();
        if (parent != null) {
            ChildList.unlink(parent, cell);
            parent.childExited(cell, reason);
        }
        CellExit.tellAll(cell, reason);
        extras.stopWaiters.wakeAll(cell.core().hooks());
    }

    /**
     * Ends the present instance, if there is one: its timers, then {@code postStop}, then what it owns. Its children have gone.
     *
     * @param unanswered what becomes of the asks that it has handled without a reply
     */
    static void endInstance(ActorCell<?> cell, Consumer<BaseRef<?>> unanswered) {
        CellExtras extras = cell.extras();
        extras.closeTimers();
        if (cell.wasStarted()) {
            postStop(cell);
        }
        closeOwned(cell, extras); // behind postStop, which may still need them
        extras.endUnanswered(cell, unanswered);
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
