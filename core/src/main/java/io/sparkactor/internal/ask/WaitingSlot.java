package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.RuntimeHooks;
import java.lang.invoke.VarHandle;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The slot of a thread that waits for its reply. {@link #await} by that thread alone; the rest is thread-safe. */
final class WaitingSlot extends AskSlot implements ReplyWait, BooleanSupplier {

    private final Thread waiter = Thread.currentThread();

    /** Whether the waiter may be parked, so that it must be woken. */
    private volatile boolean parks;

    /** Watches an ask of an actor; there while it waits. */
    private volatile @Nullable AskWatch watch;

    WaitingSlot(AskTerms terms, @Nullable ActorCell<?> asker) {
        super(terms, asker);
    }

    /** Whether the outcome has come. */
    @Override
    public boolean getAsBoolean() {
        return outcome() != null;
    }

    @Override
    void settled() {
        RuntimeHooks hooks = core().hooks();
        if (Thread.currentThread() == waiter) {
            return;
        }
        if (parks) { // read behind the exchange of the outcome
            hooks.unpark(waiter);
        }
        hooks.answered();
    }

    @Override
    public void askMovedTo(BaseRef<?> target) {
        super.askMovedTo(target);
        AskWatch current = watch;
        if (current != null) {
            current.moved(); // the edge of the wait has moved, so that a cycle may have closed
        }
    }

    @Override
    public String call() {
        return "ask(" + terms().request().getClass().getSimpleName() + ")";
    }

    @Override
    public String whom() {
        return replier().path();
    }

    @Override
    public long deadlineNanos() {
        return terms().deadlineNanos();
    }

    @Override
    public void stopRequested() {
        fail(new AskFailure.AskerStopped());
    }

    /** Waits for the outcome: the reply or an {@link AskFailure}. */
    Object await(@Nullable TurnState turn) {
        Object early = outcome();
        if (early == null && !waiter.isInterrupted() && core().hooks().spin(this)) {
            early = outcome();
        }
        if (early != null) {
            return early;
        }
        return asker() == null || turn == null ? awaitOutside() : awaitInTurn(turn);
    }

    /**
     * In a turn: without a time-out of its own, which a virtual thread pays for; the watch has it. The timers of another syndicate
     * are not to be relied on: it may close first.
     */
    private Object awaitInTurn(TurnState turn) {
        AskWatch started = new AskWatch(this);
        watch = started;
        turn.setWait(this); // before the watch: it looks only once, and must see this wait
        started.start();
        try {
            if (turn.isStopRequested()) {
                stopRequested(); // whoever requested it may have looked before the wait could be seen
            }
            return park(core().hooks(), turn.core() == core() ? Long.MAX_VALUE : terms().deadlineNanos());
        } finally {
            turn.setWait(null);
            started.end();
            watch = null;
        }
    }

    private Object awaitOutside() {
        return park(core().hooks(), terms().deadlineNanos());
    }

    private Object park(RuntimeHooks hooks, long deadline) {
        parks = true;
        VarHandle.fullFence(); // before the outcome is read
        Object outcome = outcome();
        while (outcome == null) {
            long remaining = Deadlines.remaining(hooks, deadline);
            if (remaining <= 0) {
                fail(new AskFailure.TimedOut());
            } else if (waiter.isInterrupted()) {
                fail(new AskFailure.Interrupted());
            } else {
                hooks.park(remaining);
            }
            outcome = outcome();
        }
        return outcome;
    }
}
