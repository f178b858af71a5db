package io.sparkactor.internal.cell;

import io.sparkactor.DurableTimer;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerRow;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A durable timer of a living actor. {@link #fire} and {@link #rearm} run on the timer's thread, {@link #cancel} and {@link #end} anywhere,
 * all else in the actor's turn or at its start, unless it says otherwise.
 *
 * <p>The state makes sure that at most one message of it waits or is handled, and that none is once it has ended. What the store has is
 * the truth; this is what fires.
 */
final class DurableTick<M> extends TimerEntry implements DurableTimer {

    /** Waits for its moment. */
    private static final int ARMED = 0;
    /** Its message waits in the mailbox. */
    private static final int QUEUED = 1;
    /** Its message is being handled. */
    private static final int HANDLING = 2;
    /** Its message was handled by holding it. */
    private static final int HELD = 3;
    /** Fires no more, as its actor has scheduled its id anew. */
    private static final int REPLACED = 4;
    /** Fires no more in this life of the actor; if its message was given to another, who has not begun, it is not to be handled either. */
    private static final int ENDED = 5;

    private final DurableOwner owner;
    private final ActorCell<M> cell;

    /** Null if it could not be read: then it is never armed. */
    private final @Nullable M payload;

    private final AtomicInteger state = new AtomicInteger(ARMED);
    private volatile TimerRow row;

    DurableTick(DurableOwner owner, ActorCell<M> cell, TimerRow row, @Nullable M payload) {
        this.owner = owner;
        this.cell = cell;
        this.row = row;
        this.payload = payload;
    }

    static DurableTick<?> of(Envelope<?> envelope) {
        return ((DurableExtras) envelope.ownExtras()).tick;
    }

    @Override
    public String id() {
        return row.id();
    }

    @Override
    public Instant due() {
        return row.due();
    }

    TimerRow row() {
        return row;
    }

    /** The one of two with the same row whose actor is the newer: the other actor is about to stop. */
    static DurableTick<?> newer(DurableTick<?> before, DurableTick<?> now) {
        return now.cell.isBefore(before.cell) ? before : now;
    }

    @Override
    public boolean cancel() {
        return timers().cancel(this);
    }

    /** Lets it fire: at once, on this thread, if it is due. */
    void begin(Instant now) {
        if (row.due().isAfter(now)) {
            arm();
        } else {
            tell();
        }
    }

    /** Lets it fire at its moment, as the clock stands now; on any thread that has seen it unarmed. */
    void arm() {
        if (payload == null) {
            return;
        }
        RuntimeHooks hooks = cell.core().hooks();
        Duration left = Duration.between(hooks.now(), row.due());
        cell.core().timers().schedule(this, left.isNegative() ? hooks.nanoTime() : Deadlines.after(hooks, left));
        if (hasEnded()) {
            cell.core().timers().cancel(this); // ended in between, when there was nothing to cancel
        }
    }

    /** The wall clock was set: the moment is nearer or farther than it was. On the timer's thread. */
    void rearm() {
        if (state.get() == ARMED && cell.core().timers().cancel(this)) {
            arm();
        }
    }

    @Override
    public void fire() {
        if (cell.core().hooks().now().isBefore(row.due())) {
            arm(); // the wall clock is behind the one that the timers go by
        } else {
            tell();
        }
    }

    private void tell() {
        M content = payload;
        if (content != null && state.compareAndSet(ARMED, QUEUED)) {
            cell.deliverTick(Kind.DURABLE, content, new DurableExtras(this, row));
        }
    }

    /** Whether its message, which was taken from the mailbox, is to be handled. */
    boolean take() {
        return state.compareAndSet(QUEUED, HANDLING);
    }

    /** Whether it fires no more in this life of the actor, so that its message is not to be handled once more. Thread-safe. */
    boolean hasEnded() {
        return state.get() >= REPLACED;
    }

    /**
     * Whether somebody wants its message not to be handled, also if the actor has given it to another. Not if it was only replaced: to give it
     * away was a handling, and the next occurrence may be set behind that. Thread-safe.
     */
    boolean isCalledOff() {
        return state.get() == ENDED;
    }

    /** The handler has put its message aside: into the stash, to be taken anew, or it is held from now on. */
    void putAside(boolean held) {
        boolean unused = state.compareAndSet(HANDLING, held ? HELD : QUEUED);
    }

    /** The handler has thrown and the actor goes on: the message stays in front of the queue to be handled once more, or has failed. */
    void failed(boolean retried) {
        if (!retried) {
            settle();
        } else {
            boolean unused = state.compareAndSet(HANDLING, QUEUED);
        }
    }

    /** Its handler was cut short because the actor is to stop or to restart: the message comes again in its next life. */
    void release() {
        if (!cell.isToStop() && state.compareAndSet(HANDLING, ARMED)) {
            arm();
        }
    }

    /**
     * Its message has come to its end: the store forgets it, or notes when it fires next. In the turn, or by who held the message; a store
     * that fails is reported and not thrown, as the books come behind this.
     */
    void settle() {
        if (hasEnded()) {
            return; // it was cancelled or replaced, or the actor has stopped and what the store has is for its next
            // life
        }
        TimerRow done = row;
        TimerRow next = next(done);
        boolean isKnown = true;
        try {
            isKnown = timers().store().done(done, next);
        } catch (Throwable thrown) {
            timers().report(
                            new RuntimeEvent.DurableTimerUnsettled(cell.path(), done.id(), thrown),
                            () -> "the durable timer " + done.id() + " of " + cell.path()
                                    + " was handled, but may fire once more in its next life, as its store has failed",
                            thrown);
        }
        if (next == null || !isKnown) {
            end();
            return;
        }
        row = next;
        if (state.compareAndSet(HANDLING, ARMED) || state.compareAndSet(HELD, ARMED)) {
            arm();
        }
    }

    private @Nullable TimerRow next(TimerRow last) {
        if (last.period().isZero()) {
            return null;
        }
        Duration late = Duration.between(last.due(), cell.core().hooks().now());
        long missed = late.isNegative() ? 0 : late.dividedBy(last.period()); // which are left out
        return last.dueAt(last.due().plus(last.period().multipliedBy(missed + 1)));
    }

    /** Ends it, as its actor has scheduled its id anew. */
    void endReplaced() {
        endFrom(state.getAndUpdate(now -> Math.max(now, REPLACED)));
    }

    /** Ends it in this life of the actor, whatever the store has. On any thread. */
    void end() {
        endFrom(state.getAndSet(ENDED));
    }

    private void endFrom(int before) {
        if (before < REPLACED) {
            cell.core().timers().cancel(this);
            owner.forget(this);
        }
    }

    private DurableTimers timers() {
        return owner.timers();
    }
}
