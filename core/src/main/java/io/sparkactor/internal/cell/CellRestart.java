package io.sparkactor.internal.cell;

import io.sparkactor.Actor;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.ExitReason;
import io.sparkactor.RestartScope;
import io.sparkactor.RuntimeEvent;

/**
 * How an actor gets a new instance: children first, then the old {@code postStop}, the back-off, the new {@code preStart}. In the
 * turn of the actor, in as many steps as there is something to wait for; stateless.
 */
final class CellRestart {

    private CellRestart() {}

    /** Begins a restart that the actor's own strategy has decided, and takes its siblings along as far as that says so. */
    static void begin(ActorCell<?> cell, Throwable cause, long delayNanos) {
        RestartState state = cell.extras().restartState();
        state.begin(cause, delayNanos);
        ActorCell<?> parent = cell.parentCell();
        RestartScope scope = cell.supervision().scope();
        if (scope != RestartScope.ONE_FOR_ONE && parent != null) {
            RestartGroup group = RestartGroup.of(cell, parent, scope);
            state.lead(group);
            group.call(cell, cause);
        }
        endChildren(cell);
    }

    /** Restarts with a sibling that failed. */
    static void join(ActorCell<?> cell, RestartGroup group, Throwable cause) {
        RestartState state = cell.extras().restartState();
        if (cell.state() > ActorCell.RESTARTING) {
            group.arrive();
            return;
        }
        state.join(group);
        if (cell.state() == ActorCell.RUNNING) {
            state.begin(cause, 0);
            endChildren(cell);
        }
    }

    private static void endChildren(ActorCell<?> cell) {
        ChildList.close(cell, ActorCell.RESTARTING); // no child is linked behind the copy below
        cell.extras().closeTimers(); // before anything waits: no tick of them is to be handled any more
        cell.extras().closeWatches(); // so that no signal of them is, and others may watch meanwhile
        for (ActorCell<?> child : ChildList.copy(cell)) {
            child.stop(new ExitReason.ParentStopped());
        }
    }

    /** Goes on with a restart as far as it can without waiting; nothing happens if there is none. */
    static void proceed(ActorCell<?> cell) {
        if (cell.state() != ActorCell.RESTARTING) {
            return;
        }
        RestartState state = cell.extras().restartState();
        if (!state.hasEnded()) {
            if (!ChildList.isEmpty(cell)) {
                return; // the last one commands another look
            }
            Throwable cause = state.cause();
            CellStop.endInstance(cell, slot -> slot.askFailed(cause));
            state.endedBy(cell);
        }
        if (state.isDue() && !cell.hasCommands()) { // a stop that has come meanwhile is obeyed first
            renew(cell, state);
        }
    }

    private static <M> void renew(ActorCell<M> cell, RestartState state) {
        int generation = state.renew(cell.core().nextSerial());
        Throwable cause = state.cause();
        cell.setState(ActorCell.RUNNING); // in its own turn nothing else is handled before this has ended
        try {
            Actor<M> instance = CellStart.make(cell);
            ActorAccessHolder.Ready.ACCESS.preStart(instance);
            cell.extras().resumeStash();
        } catch (Throwable thrown) {
            cell.unbind(); // so that nobody calls the postStop of what has not started
            failedToStart(cell, thrown);
            return;
        } finally {
            boolean unused = Thread.interrupted();
        }
        cell.core().events().publish(() -> new RuntimeEvent.ActorRestarted(cell.path(), generation, cause));
    }

    private static void failedToStart(ActorCell<?> cell, Throwable thrown) {
        if (thrown instanceof ActorStoppedException && cell.isStopRequested()) {
            cell.extras().restartState().begin(thrown, 0); // the command itself says what comes next
            endChildren(cell);
        } else {
            CellFailure.ofStart(cell, thrown);
        }
        cell.command(Command.LOOK); // not from here: an actor that never starts would keep others from their turns
    }
}
