package io.sparkactor.internal.cell;

import io.sparkactor.spi.TimerEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How far a cell is with its restarts. Confined to the turn, but for {@link #suspend} and {@link #wake}.
 *
 * <p>While a restart waits, for children, for the back-off or for siblings, the turn ends without going idle: senders queue behind,
 * and nobody schedules the cell but a command.
 */
final class RestartState {

    private final AtomicBoolean suspended = new AtomicBoolean();
    final RestartHistory history = new RestartHistory();

    /** The number of the present instance. */
    private int generation;

    /** Children with a lower serial were created by an earlier instance. */
    private long firstSerial;

    /** Why it restarts; nothing real before the first time. */
    private Throwable cause = new IllegalStateException("no restart");

    /** Whether the old instance has ended. */
    private boolean ended;

    private long delayNanos;
    private @Nullable BackoffEnd backoff;

    /** Groups that it has not said yet to be ready for, and those that it waits for. */
    private final List<RestartGroup> toArriveAt = new ArrayList<>(0);

    private final List<RestartGroup> awaited = new ArrayList<>(0);

    /** The group that it called together: it arrives there when its back-off is over. */
    private @Nullable RestartGroup ownGroup;

    /** Begins a restart; a second one that comes while the first waits gives only a newer cause. */
    void begin(Throwable newCause, long newDelayNanos) {
        cause = newCause;
        ended = false;
        delayNanos = newDelayNanos;
        backoff = null;
    }

    int generation() {
        return generation;
    }

    Throwable cause() {
        return cause;
    }

    /** Whether a child was created by an earlier instance. */
    boolean isOfEarlier(long serialOfChild) {
        return serialOfChild < firstSerial;
    }

    void lead(RestartGroup group) {
        ownGroup = group;
        awaited.add(group);
    }

    void join(RestartGroup group) {
        toArriveAt.add(group);
        awaited.add(group);
    }

    boolean hasEnded() {
        return ended;
    }

    /** The old instance has ended: the back-off begins. */
    void endedBy(ActorCell<?> cell) {
        ended = true;
        if (delayNanos > 0) {
            BackoffEnd timer = new BackoffEnd(cell);
            backoff = timer;
            cell.core().timers().schedule(timer, cell.core().hooks().nanoTime() + delayNanos);
        }
    }

    /** Whether a new instance may begin; says to the groups what has come true for them. */
    boolean isDue() {
        BackoffEnd timer = backoff;
        boolean backoffOver = timer == null || timer.fired;
        if (backoffOver && ownGroup != null) {
            ownGroup.arrive();
            ownGroup = null;
        }
        arriveAtOthers();
        return backoffOver && awaited.stream().allMatch(RestartGroup::isComplete);
    }

    /** The new instance begins. */
    int renew(long serial) {
        awaited.clear();
        firstSerial = serial;
        generation++;
        return generation;
    }

    /** The actor stops instead: nobody is to wait for it. */
    void abandon(ActorCell<?> cell) {
        BackoffEnd timer = backoff;
        if (timer != null) {
            cell.core().timers().cancel(timer);
        }
        if (ownGroup != null) {
            ownGroup.arrive();
            ownGroup = null;
        }
        arriveAtOthers();
    }

    private void arriveAtOthers() {
        toArriveAt.forEach(RestartGroup::arrive);
        toArriveAt.clear();
    }

    /** Lets the turn end with its message unhandled; false if a command has come meanwhile, and the turn is to go on. */
    boolean suspend(ActorCell<?> cell) {
        cell.core().suspensions().begin();
        suspended.set(true);
        // Whoever pushes a command looks at the flag behind the push; so one of both sees the other.
        if (cell.hasCommands() && suspended.compareAndSet(true, false)) {
            cell.core().suspensions().end();
            return false;
        }
        return true;
    }

    /** Whether the caller is to schedule the cell, which was suspended. Thread-safe. */
    boolean wake() {
        return suspended.compareAndSet(true, false);
    }

    /** Ends the back-off. */
    private static final class BackoffEnd extends TimerEntry {

        private final ActorCell<?> cell;
        private volatile boolean fired;

        BackoffEnd(ActorCell<?> cell) {
            this.cell = cell;
        }

        @Override
        public void fire() {
            fired = true;
            cell.command(Command.LOOK);
        }
    }
}
