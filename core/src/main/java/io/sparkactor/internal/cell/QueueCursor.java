package io.sparkactor.internal.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Where a long turn is in its mailbox: stands in the cell for the envelope in front, and moves with it.
 *
 * <p>While it stands there the turn need not look at the cell, whose cache line its senders write with each message: it moves the cursor,
 * which is its own, and whoever has something to tell the cell but messages {@linkplain #call calls} here. (ADR 37)
 *
 * <p>Moved by the turn. Other threads may look and call.
 */
final class QueueCursor {

    private static final VarHandle AT;
    private static final VarHandle CALLED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            AT = lookup.findVarHandle(QueueCursor.class, "at", Envelope.class);
            CALLED = lookup.findVarHandle(QueueCursor.class, "called", boolean.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private Envelope<?> at;

    @SuppressWarnings("unused") // through CALLED
    private boolean called;

    /** A cursor that is to be published by a release. */
    QueueCursor(Envelope<?> at) {
        this.at = at;
    }

    /** Moves it. By the turn. */
    void moveTo(Envelope<?> envelope) {
        AT.setRelease(this, envelope);
    }

    /** The envelope in front. */
    Envelope<?> at() {
        return (Envelope<?>) AT.getAcquire(this);
    }

    /** Has the turn look at its cell behind the message in hand. On any thread. */
    void call() {
        CALLED.setRelease(this, true);
    }

    /** Whether somebody has called. */
    boolean isCalled() {
        return (boolean) CALLED.getAcquire(this);
    }
}
