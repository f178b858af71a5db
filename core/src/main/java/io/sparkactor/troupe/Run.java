package io.sparkactor.troupe;

import io.sparkactor.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * The share of one worker in a job: it waits, or a worker has it. Confined to the manager's turn.
 *
 * @param <M> the type of the job
 */
final class Run<M> {

    private final Job<M> job;
    private int lane;
    private int attempts;
    private boolean over;

    Run(Job<M> job, int lane) {
        this.job = job;
        this.lane = lane;
    }

    Job<M> job() {
        return job;
    }

    /** The number of its worker; {@link Worker#ANY} if any will do. */
    int lane() {
        return lane;
    }

    void move(int other) {
        lane = other;
    }

    /** How often it was given to a worker. */
    int attempts() {
        return attempts;
    }

    void attempt() {
        attempts++;
    }

    /** The last attempt was none. */
    void takeBackAttempt() {
        attempts--;
    }

    /** Whether it has come to an end, good or bad. */
    boolean isOver() {
        return over;
    }

    /** It was handled. */
    void handled() {
        over = true;
        job.handled();
    }

    /**
     * It has failed for good.
     *
     * @param reason that of the dead letter; null if the job just has failed
     */
    void failed(Throwable cause, @Nullable DeadLetterReason reason) {
        over = true;
        job.failed(cause, reason);
    }

    /** Its worker lives and does not take it. */
    void refused(DeadLetterReason reason) {
        over = true;
        if (job.isOver()) {
            job.handled(); // it was answered before
        } else {
            job.refused(reason);
        }
    }

    /** Nobody needs it. */
    void spared(DeadLetterReason reason) {
        over = true;
        job.spared(reason);
    }
}
