package io.sparkactor.troupe;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.Delegation;
import org.jspecify.annotations.Nullable;

/**
 * A job of a troupe, and what its workers have made of it. Confined to the manager's turn.
 *
 * @param <M> the type of the job
 */
final class Job<M> {

    /** When a job is done that several workers have. */
    enum Aim {
        /** One worker has it. */
        ONE,
        /** When all are through with it. */
        ALL,
        /** When the first has handled it. */
        FIRST
    }

    private final Delegation<M> delegation;
    private final Aim aim;
    private int open;
    private @Nullable Throwable cause;
    private @Nullable DeadLetterReason givenUp;
    private boolean done;
    private boolean tallied;

    Job(Delegation<M> delegation, Aim aim, int workers) {
        this.delegation = delegation;
        this.aim = aim;
        this.open = workers;
    }

    Delegation<M> delegation() {
        return delegation;
    }

    boolean isShared() {
        return aim != Aim.ONE;
    }

    boolean isOver() {
        return delegation.isSettled();
    }

    /** Whether it is over and was not counted before. */
    boolean tallyOnce() {
        boolean first = isOver() && !tallied;
        tallied |= first;
        return first;
    }

    /** Nobody needs it any more, or nobody takes it. */
    void refused(DeadLetterReason reason) {
        delegation.deadLetter(reason);
    }

    /** Whether it was done. */
    boolean isDone() {
        return done;
    }

    /** One worker has handled it. */
    void handled() {
        open--;
        if (aim != Aim.ALL) {
            done = delegation.done() || aim == Aim.ONE; // for one alone this is said already
        }
        endIfLast();
    }

    /** One worker need not handle it, and nobody is to blame. */
    void spared(DeadLetterReason reason) {
        open--;
        if (!isShared()) {
            refused(reason);
        }
        endIfLast();
    }

    /**
     * One worker has failed with it for good.
     *
     * @param reason that of the dead letter; null if the job just has failed
     */
    void failed(Throwable thrown, @Nullable DeadLetterReason reason) {
        open--;
        if (cause == null) {
            cause = thrown;
            givenUp = reason;
        }
        endIfLast();
    }

    private void endIfLast() {
        if (open > 0) {
            return;
        }
        if (cause == null) {
            done |= delegation.done();
        } else if (givenUp == null) {
            delegation.fail(cause);
        } else {
            delegation.giveUp(givenUp, cause);
        }
    }
}
