package io.sparkactor.internal.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one thread that runs turns, or sends from outside: a single writer, so counting costs no contended atomic. Read by
 * any thread; a reading is exact once the writer is quiet.
 */
public sealed class CounterCell permits OutsideCell {

    private static final VarHandle OFFERED;
    private static final VarHandle ACCEPTED;
    private static final VarHandle PROCESSED;

    static {
        try {
            var lookup = MethodHandles.lookup();
            OFFERED = lookup.findVarHandle(CounterCell.class, "offered", long.class);
            ACCEPTED = lookup.findVarHandle(CounterCell.class, "accepted", long.class);
            PROCESSED = lookup.findVarHandle(CounterCell.class, "processed", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final @Nullable CounterCell openedBefore;
    private long offered;
    private long accepted;
    private long processed;

    CounterCell(@Nullable CounterCell openedBefore) {
        this.openedBefore = openedBefore;
    }

    /** The counters that were opened before these; null for the first. Thread-safe. */
    final @Nullable CounterCell openedBefore() {
        return openedBefore;
    }

    /** Counts a send. By the owning thread only, as all methods that count. */
    public final void countOffered() {
        OFFERED.setOpaque(this, offered + 1);
    }

    /** The same, and a full fence. */
    final void countOfferedFenced() {
        OFFERED.getAndAdd(this, 1L);
    }

    /** Counts a send that the receiver takes. */
    public final void countAccepted() {
        ACCEPTED.setOpaque(this, accepted + 1);
    }

    /** Takes back offers and acceptances of sends that never were. */
    public final void takeBackSends(int offers, int acceptances) {
        OFFERED.setOpaque(this, offered - offers);
        ACCEPTED.setOpaque(this, accepted - acceptances);
    }

    /** Takes back the last {@link #countAccepted}: the receiver had no room after all. */
    public final void takeBackAccepted() {
        ACCEPTED.setOpaque(this, accepted - 1);
    }

    /** Whether it is time to look at something that need not be looked at for each message. By the owning thread only. */
    public final boolean isTimeToLook() {
        return (accepted & 0xFFF) == 0xFFF; // not at the first message: most threads of a burst send no more than that
    }

    /** Counts a message that was handled. */
    public final void countProcessed() {
        PROCESSED.setOpaque(this, processed + 1);
    }

    final long offered() {
        return (long) OFFERED.getOpaque(this);
    }

    final long accepted() {
        return (long) ACCEPTED.getOpaque(this);
    }

    final long processed() {
        return (long) PROCESSED.getOpaque(this);
    }
}
