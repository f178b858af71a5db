package io.sparkactor.internal.cell;

import io.sparkactor.internal.mailbox.Places;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The calling thread as it waits for a place at an actor: a wait in the framework, so that in a turn others run meanwhile and a stop of
 * the sender ends it. Confined to that thread.
 */
final class BlockedSender {

    private final ActorCell<?> target;
    private final Places places;
    private final @Nullable TurnState turn;

    BlockedSender(ActorCell<?> target, Places places, @Nullable TurnState turn) {
        this.target = target;
        this.places = places;
        this.turn = turn;
    }

    /**
     * Waits for a place.
     *
     * @param sender the sender of the message: if it is an ask, it waits no longer than that does
     * @param closed whether the target takes nothing any more
     * @return whether the caller has a place
     * @throws io.sparkactor.ActorStoppedException if the sending actor was told to stop
     * @throws io.sparkactor.WaitInterruptedException if the thread was interrupted
     */
    boolean await(BaseRef<?> sender, Duration timeout, BooleanSupplier closed) {
        if (!mayWait()) {
            return false;
        }
        long deadline = Math.min(Deadlines.after(hooks(), timeout), sender.askDeadlineNanos());
        try (TurnWait wait = TurnWait.begin(target.core(), "a send to a full mailbox", target)) {
            boolean taken = places.await(deadline, () -> wait.isOver() || target.isToStop() || closed.getAsBoolean());
            if (!taken) {
                wait.check();
            }
            return taken;
        }
    }

    /** Not on a thread that all others wait for, and not for what this very thread would have to do. */
    private boolean mayWait() {
        return hooks().mayWait() && (turn == null || turn.cell() != target && !turn.isCreatorOfCurrent(target));
    }

    private RuntimeHooks hooks() {
        return target.core().hooks();
    }
}
