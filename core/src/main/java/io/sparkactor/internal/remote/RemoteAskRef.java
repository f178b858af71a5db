package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.spi.TimerEntry;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask that has come from another system: passes the first reply on, or tells the asker that there will be none.
 * Thread-safe.
 */
final class RemoteAskRef extends FarAskRef {

    private final Remoting remoting;
    private final AtomicBoolean ended = new AtomicBoolean();
    private final AtomicBoolean passed = new AtomicBoolean();

    /** Whether somebody has asked for the id. */
    private volatile boolean named;

    /** There once it was passed on, if it has a deadline. */
    private volatile @Nullable Deadline deadline;

    RemoteAskRef(
            Remoting remoting, RemoteRef<Object> replyTo, RemoteAsker asker, long deadlineNanos, BaseRef<?> target) {
        super(replyTo, asker, deadlineNanos, target);
        this.remoting = remoting;
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        if (!end()) {
            CounterCell counters = TurnState.countersOf(turn, core());
            core().ledger().countOffered(counters);
            return refuse(envelope.content(), envelope.senderRef(), DeadLetterReason.LATE_REPLY, counters);
        }
        @Nullable DeadLetterReason untold = DeadLetterReason.DISCONNECTED; // if this is left by a throw
        try {
            Delivery delivery = replyTo().deliver(inOurName(envelope), turn, asker());
            untold = delivery instanceof Delivery.Refused(DeadLetterReason reason) ? reason : null;
            return delivery;
        } finally {
            if (untold != null) {
                asker().refused(untold); // else it would wait for its time-out
            }
        }
    }

    @Override
    boolean end() {
        boolean first = ended.compareAndSet(false, true);
        if (first) {
            forget();
        }
        return first;
    }

    /** Behind the end, which whoever passes it on looks for behind the passing. */
    private void forget() {
        if (named) {
            core().exports().forget(this);
        }
        if (passed.get()) {
            remoting.passedAsks().remove(this);
        }
        Deadline scheduled = deadline;
        if (scheduled != null) {
            core().timers().cancel(scheduled);
        }
    }

    /**
     * It is about to go to another system, so that it must be found by its {@link #replyId} until it has ended: at its deadline at last, or with
     * the session of the one who asks. False if too many of that system are kept already.
     */
    boolean pass() {
        if (isGone() || !passed.compareAndSet(false, true)) {
            return true;
        }
        if (!remoting.passedAsks().add(this)) {
            passed.set(false);
            return false;
        }
        if (askDeadlineNanos() != Long.MAX_VALUE) {
            Deadline made = new Deadline();
            deadline = made;
            core().timers().schedule(made, askDeadlineNanos());
        }
        if (isGone()) {
            forget();
        }
        return true;
    }

    /** Of this system, so that what comes for it goes through here. */
    @Override
    public ActorId replyId() {
        named = true; // before it can be found, so that the end, which comes for most without this, sees what there is
        // to forget
        return ownId();
    }

    @Override
    protected boolean takesReply() {
        return true;
    }

    /** Fires at the deadline of the ask. */
    private final class Deadline extends TimerEntry {
        @Override
        public void fire() {
            end();
        }
    }

    @Override
    public boolean isAskEnded() {
        long deadlineNanos = askDeadlineNanos();
        return ended.get() || core().hooks().nanoTime() - deadlineNanos >= 0 && deadlineNanos != Long.MAX_VALUE;
    }

    @Override
    public boolean isGone() {
        return ended.get();
    }
}
