package io.sparkactor.internal.cell;

import io.sparkactor.internal.waiting.Wait;
import org.jspecify.annotations.Nullable;

/**
 * A thread that speaks for an actor outside of its turns: what it waits for, and whether it should. Thread-safe, but {@link #setWait} is
 * for that thread alone.
 */
public final class Speaker {

    private final ActorCell<?> cell;
    private volatile @Nullable Wait waiting;
    private volatile boolean stopRequested;

    /** Speaks for an actor, and waits for nothing. */
    public Speaker(ActorCell<?> cell) {
        this.cell = cell;
    }

    ActorCell<?> cell() {
        return cell;
    }

    /** Whether an actor waits, on the thread where it creates the one that is spoken for, or one that does so. */
    boolean isCreatedBy(BaseRef<?> ref) {
        for (ActorCell<?> at = cell; at != null && at.isStarting(); at = at.parentCell()) {
            if (at.parentCell() == ref) {
                return true;
            }
        }
        return false;
    }

    void setWait(@Nullable Wait wait) {
        waiting = wait;
    }

    boolean isStopRequested() {
        return stopRequested;
    }

    /** A new step begins, which may wait whatever the one before was told. Before that can be told to stop. */
    public void begins() {
        stopRequested = false;
    }

    /** The actor was told to stop: the thread waits in the framework no more. */
    public void stopRequested() {
        stopRequested = true; // before the look at the wait, as the thread looks here once it has said that it waits
        Wait wait = waiting;
        if (wait != null) {
            wait.stopRequested();
        }
    }
}
