package io.sparkactor.internal.ledger;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The counters of one platform thread for what it sends from outside any turn.
 *
 * <p>As {@link CounterCell}, but for two things that a close relies on: the count of an offer ends with a full fence, so that either the
 * sender sees that the close has begun or the close sees the offer; and what is over is counted too.
 */
public final class OutsideCell extends CounterCell {

    private static final VarHandle DONE;

    static {
        try {
            DONE = MethodHandles.lookup().findVarHandle(OutsideCell.class, "done", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private long done;

    OutsideCell(@Nullable CounterCell openedBefore) {
        super(openedBefore);
    }

    /** Counts a send that is over; the last step of the send. By the owning thread only. */
    void countDone() {
        DONE.setRelease(this, done + 1);
    }

    long done() {
        return (long) DONE.getAcquire(this);
    }
}
