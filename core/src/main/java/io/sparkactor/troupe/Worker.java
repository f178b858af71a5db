package io.sparkactor.troupe;

import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.TimerHandle;
import io.sparkactor.spi.Delegation.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A worker of a troupe as its manager sees it. Confined to the manager's turn.
 *
 * @param <M> the type of the jobs
 */
final class Worker<M> {

    /** The number of a worker that takes jobs of all. */
    static final int ANY = -1;

    private final ActorRef<M> ref;
    private final int lane;
    private @Nullable Run<M> run;
    private @Nullable TimerHandle timeout;

    /** Dismisses it when it fires; there while it is more than the troupe keeps. */
    private @Nullable TimerHandle dismissal;

    private boolean proven;

    Worker(ActorRef<M> ref, int lane) {
        this.ref = ref;
        this.lane = lane;
    }

    /** Whether a worker has stopped, or is about to, as its job ended so. */
    static boolean isGone(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Handled() -> false;
            case Outcome.Failed(var _, boolean stops) -> stops;
            case Outcome.Died(var _, boolean stops) -> stops;
            case Outcome.NotHandled(DeadLetterReason reason, var _) -> isStop(reason);
        };
    }

    /** Whether it refuses for that reason because it stops. */
    static boolean isStop(DeadLetterReason reason) {
        return reason == DeadLetterReason.ACTOR_STOPPED || reason == DeadLetterReason.SYNDICATE_CLOSED;
    }

    ActorRef<M> ref() {
        return ref;
    }

    int lane() {
        return lane;
    }

    /** What it does at present; null if nothing. */
    @Nullable
    Run<M> run() {
        return run;
    }

    /** Whether it has been through with a job before. */
    boolean isProven() {
        return proven;
    }

    void begin(Run<M> begun, @Nullable TimerHandle limit) {
        run = begun;
        timeout = limit;
    }

    /** It is through with its job. */
    void end(boolean cameToIt) {
        run = null;
        proven |= cameToIt;
        timeout = close(timeout);
    }

    boolean isExtra() {
        return dismissal != null;
    }

    /** Says when it will be dismissed; null if it will not. */
    void dismissBy(@Nullable TimerHandle timer) {
        close(dismissal);
        dismissal = timer;
    }

    private static @Nullable TimerHandle close(@Nullable TimerHandle timer) {
        if (timer != null) {
            timer.close();
        }
        return null;
    }
}
