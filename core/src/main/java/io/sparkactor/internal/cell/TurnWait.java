package io.sparkactor.internal.cell;

import io.sparkactor.ActorStoppedException;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.internal.waiting.Wait;
import org.jspecify.annotations.Nullable;

/**
 * A wait of the calling thread that an actor's stop ends, where the thread is in a turn; anywhere else just a wait.
 *
 * <pre>{@code
 * try (TurnWait wait = TurnWait.begin(core, "receive", inbox)) {
 *     item = queue.poll(deadline, wait::isOver);
 *     wait.check();
 * }
 * }</pre>
 */
public final class TurnWait implements Wait, AutoCloseable {

    private final SyndicateCore core;
    private final Thread thread = Thread.currentThread();
    private final @Nullable TurnState turn;
    private final String call;
    private final @Nullable BaseRef<?> whom;
    private final long startedNanos;
    private volatile boolean stopRequested;

    private TurnWait(SyndicateCore core, @Nullable TurnState turn, String call, @Nullable BaseRef<?> whom) {
        this.core = core;
        this.turn = turn;
        this.call = call;
        this.whom = whom;
        this.startedNanos = turn == null ? 0 : core.hooks().nanoTime(); // elsewhere nobody asks
    }

    /**
     * Says that the calling thread begins to wait.
     *
     * @param call what waits, for people
     * @param whom whose doing it waits for; null if nobody can be named
     */
    public static TurnWait begin(SyndicateCore core, String call, @Nullable BaseRef<?> whom) {
        TurnWait wait = new TurnWait(core, TurnState.current(), call, whom);
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

    @Override
    public long startedNanos() {
        return startedNanos;
    }

    @Override
    public String call() {
        return call;
    }

    @Override
    public @Nullable String whom() {
        return whom == null ? null : whom.path();
    }

    /** Throws if the wait ended although nothing came. */
    public void check() {
        if (thread.isInterrupted()) {
            throw new WaitInterruptedException(call + " was interrupted");
        }
        if (stopRequested) {
            throw new ActorStoppedException("the actor was told to stop while it waited in " + call);
        }
    }

    @Override
    public void close() {
        if (turn != null) {
            turn.setWait(null);
        }
    }
}
