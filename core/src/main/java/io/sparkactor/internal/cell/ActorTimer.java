package io.sparkactor.internal.cell;

import io.sparkactor.TimerHandle;
import io.sparkactor.spi.TimerEntry;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A timer of an actor. {@link #fire} runs on the timer's thread, {@link #takeTick} in the actor's turn, {@link #close} anywhere.
 *
 * <p>The state makes sure that at most one tick waits, and that none is handled after the close.
 */
final class ActorTimer<M> extends TimerEntry implements TimerHandle {

    /** No tick waits in the mailbox. */
    private static final int ARMED = 0;
    /** A tick waits in the mailbox. */
    private static final int QUEUED = 1;
    /** No tick will be handled any more. */
    private static final int CLOSED = 2;

    private final ActorCell<M> cell;
    private final M payload;
    private final long periodNanos;
    private final AtomicInteger state = new AtomicInteger(ARMED);

    /** When it fires next. Written before it is scheduled, then by the timer's thread. */
    private long due;

    private ActorTimer(ActorCell<M> cell, M payload, long due, long periodNanos) {
        this.cell = cell;
        this.payload = payload;
        this.due = due;
        this.periodNanos = periodNanos;
    }

    /**
     * Starts a timer.
     *
     * @param periodNanos zero for a timer that fires once
     */
    static <M> TimerHandle start(ActorCell<M> cell, M payload, long delayNanos, long periodNanos) {
        long due = cell.core().hooks().nanoTime() + delayNanos;
        ActorTimer<M> timer = new ActorTimer<>(cell, payload, due, periodNanos);
        cell.extras().addTimer(timer);
        if (cell.state() > ActorCell.RUNNING) {
            timer.close(); // in postStop: the instance's timers were closed already
        } else {
            cell.core().timers().schedule(timer, due);
        }
        return timer;
    }

    @Override
    public void fire() {
        if (state.compareAndSet(ARMED, QUEUED)) {
            cell.deliverTick(Kind.TICK, payload, new EnvelopeExtras(EnvelopeExtras.NO_HEADERS, this));
        }
        if (periodNanos > 0 && state.get() != CLOSED) {
            long now = cell.core().hooks().nanoTime();
            due += periodNanos * ((now - due) / periodNanos + 1); // the ticks that were missed are left out
            cell.core().timers().schedule(this, due);
            if (state.get() == CLOSED) {
                cell.core().timers().cancel(this); // closed in between, when there was nothing to cancel
            }
        }
    }

    /** Whether the tick that was taken from the mailbox is to be handled. */
    boolean takeTick() {
        if (periodNanos == 0) {
            boolean first = state.compareAndSet(QUEUED, CLOSED);
            cell.extras().removeTimer(this);
            return first;
        }
        return state.compareAndSet(QUEUED, ARMED);
    }

    @Override
    public void close() {
        if (state.getAndSet(CLOSED) != CLOSED) {
            cell.core().timers().cancel(this);
            cell.extras().removeTimer(this);
        }
    }

    @Override
    public boolean isActive() {
        return state.get() != CLOSED;
    }
}
