package io.sparkactor.internal.executor;

import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.waiting.Wait;
import io.sparkactor.spi.ExecutorStep;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The wait of an actor for the end of one step that its executor makes. {@link #await} by the thread that waits; the rest is
 * thread-safe.
 *
 * <p>A stop of the actor does not end it: the executor is told, and the step ends in its own time, so that nothing of the actor runs any
 * more when it has stopped.
 */
final class StepWait implements ExecutorStep, Wait {

    private static final Object DONE = new Object();

    private final RuntimeHooks hooks;
    private final String call;
    private final Runnable whenToStop;
    private final Thread waiter = Thread.currentThread();
    private final long startedNanos;

    /** Null while the step goes on; then {@link #DONE}, or what was thrown. */
    private final AtomicReference<@Nullable Object> outcome = new AtomicReference<>();

    /**
     * A step that begins.
     *
     * @param call what is done, for people
     * @param whenToStop told that the actor is to stop; any thread
     */
    StepWait(RuntimeHooks hooks, String call, Runnable whenToStop) {
        this.hooks = hooks;
        this.call = call;
        this.whenToStop = whenToStop;
        this.startedNanos = hooks.nanoTime();
    }

    @Override
    public void done() {
        end(DONE);
    }

    @Override
    public void failed(Throwable cause) {
        end(Objects.requireNonNull(cause, "cause"));
    }

    private void end(Object how) {
        if (outcome.compareAndSet(null, how) && Thread.currentThread() != waiter) {
            hooks.unpark(waiter);
        }
    }

    /**
     * Waits for the end of the step, as the actor.
     *
     * @param interruptible whether an interrupt of the thread ends the wait
     * @return false if the wait was interrupted, whose flag is on then: what becomes of the step is nobody's concern any more
     */
    boolean await(boolean interruptible) {
        TurnState turn =
                Objects.requireNonNull(TurnState.current(), "an actor waits for its executor outside of its turn");
        turn.setWait(this);
        try {
            if (turn.isStopRequested()) {
                stopRequested(); // whoever requested it may have looked before the wait could be seen
            }
            return park(interruptible);
        } finally {
            turn.setWait(null);
        }
    }

    private boolean park(boolean interruptible) {
        boolean interrupted = false;
        Object how = outcome.get();
        while (how == null) {
            hooks.park(Long.MAX_VALUE);
            how = outcome.get();
            if (how == null && waiter.isInterrupted()) {
                if (interruptible) {
                    return false;
                }
                interrupted |= Thread.interrupted(); // one that does not end the wait must not make it spin
            }
        }
        if (interrupted) {
            waiter.interrupt();
        }
        return true;
    }

    /** What was thrown there, if the step has ended so. */
    @Nullable
    Throwable thrown() {
        return outcome.get() instanceof Throwable thrown ? thrown : null;
    }

    /** Whether the step has ended. */
    boolean hasEnded() {
        return outcome.get() != null;
    }

    @Override
    public void stopRequested() {
        if (!hasEnded()) {
            whenToStop.run();
        }
    }

    @Override
    public String call() {
        return call;
    }

    @Override
    public @Nullable String whom() {
        return null;
    }

    @Override
    public long startedNanos() {
        return startedNanos;
    }
}
