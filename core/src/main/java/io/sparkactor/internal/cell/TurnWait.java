package io.sparkactor.internal.cell;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.internal.waiting.Wait;
import org.jspecify.annotations.Nullable;

/**
 * A wait of the calling thread that an actor's stop ends, where the thread is in a turn; anywhere else just a wait.
 *
 * <pre>{@code
 * try (TurnWait wait = TurnWait.begin(core)) {
 *     item = queue.poll(deadline, wait::isOver);
 *     wait.check("receive");
 * }
 * }</pre>
 */
public final class TurnWait implements Wait, AutoCloseable {

    private final SyndicateCore core;
    private final Thread thread = Thread.currentThread();
    private final @Nullable TurnState turn;
    private volatile boolean stopRequested;

    private TurnWait(SyndicateCore core, @Nullable TurnState turn) {
        this.core = core;
        this.turn = turn;
    }

    /** Says that the calling thread begins to wait. */
    public static TurnWait begin(SyndicateCore core) {
        TurnWait wait = new TurnWait(core, TurnState.current());
        if (wait.turn != null) {
            wait.turn.setWait(wait);
            if (wait.turn.isStopRequested()) {
                wait.stopRequested = true; // only ever set: who told it to stop may have done so just now
            }
        }
        return wait;
    }

    @Override
    public void stopRequested() {
        stopRequested = true;
        core.hooks().unpark(thread);
    }

    /** Whether the wait is to end although nothing came; the thread's interrupt flag stays. */
    public boolean isOver() {
        return stopRequested || thread.isInterrupted();
    }

    /**
     * Throws if the wait ended although nothing came.
     *
     * @param what the call that waited, for the text
     */
    public void check(String what) {
        if (thread.isInterrupted()) {
            throw new WaitInterruptedException(what + " was interrupted");
        }
        if (stopRequested) {
            throw new ActorStoppedException("the actor was told to stop while it waited in " + what);
        }
    }

    @Override
    public void close() {
        if (turn != null) {
            turn.setWait(null);
        }
    }
}
