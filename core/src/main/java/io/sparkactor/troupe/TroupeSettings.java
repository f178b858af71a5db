package io.sparkactor.troupe;

import io.sparkactor.ActorSpec;
import io.sparkactor.Execution;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * How a troupe works. Immutable: each method that takes an argument returns a changed copy.
 *
 * @param max how many workers it has at most
 * @param idle how many workers without a job it keeps; more are dismissed
 * @param maxPending how many jobs may wait for a worker
 * @param attempts how often a job is run at most
 * @param retryingFailures whether a job is run again also if its handler threw
 * @param dismissAfter how long a worker beyond {@code idle} waits for a job before it is dismissed
 * @param jobTimeout how long one run of a job may take; {@link #NO_TIMEOUT} for ever
 * @param execution where workers run
 * @param routing which worker gets a job
 * @param <M> the type of the jobs
 */
public record TroupeSettings<M>(
        int max,
        int idle,
        int maxPending,
        int attempts,
        boolean retryingFailures,
        Duration dismissAfter,
        Duration jobTimeout,
        Execution execution,
        Routing<? super M> routing) {

    /** For jobs that may take as long as they like. */
    public static final Duration NO_TIMEOUT = ChronoUnit.FOREVER.getDuration();

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if {@code max} or {@code attempts} is not positive, {@code idle}, {@code maxPending} or {@code
     *     dismissAfter} is negative, or {@code jobTimeout} is not positive
     * @throws NullPointerException if an argument is null
     */
    public TroupeSettings {
        TroupeChecks.atLeast(1, max, "max");
        TroupeChecks.atLeast(0, idle, "idle");
        TroupeChecks.atLeast(0, maxPending, "maxPending");
        TroupeChecks.atLeast(1, attempts, "attempts");
        TroupeChecks.notNegative(dismissAfter, "dismissAfter");
        TroupeChecks.positive(jobTimeout, "jobTimeout");
        Objects.requireNonNull(execution, "execution");
        Objects.requireNonNull(routing, "routing");
    }

    /** Those of a troupe that says nothing else; see each method. */
    static <M> TroupeSettings<M> defaults(Execution execution) {
        return new TroupeSettings<>(
                10, 2, Integer.MAX_VALUE, 3, false, Duration.ofSeconds(2), NO_TIMEOUT, execution, Routing.firstIdle());
    }

    /** With at most so many workers, one or more; 10 unless said. */
    public TroupeSettings<M> max(int count) {
        return new TroupeSettings<>(
                count, idle, maxPending, attempts, retryingFailures, dismissAfter, jobTimeout, execution, routing);
    }

    /** With so many workers kept that have no job, zero or more; 2 unless said. */
    public TroupeSettings<M> idle(int count) {
        return new TroupeSettings<>(
                max, count, maxPending, attempts, retryingFailures, dismissAfter, jobTimeout, execution, routing);
    }

    /** With at most so many jobs that wait, zero or more; as many as the syndicate takes unless said. */
    public TroupeSettings<M> maxPending(int count) {
        return new TroupeSettings<>(
                max, idle, count, attempts, retryingFailures, dismissAfter, jobTimeout, execution, routing);
    }

    /**
     * With so many runs of a job at most, one or more; 3 unless said. A run counts when the job was given to a worker, unless that was
     * one that had worked before and has stopped without having looked at the job. With 1, no job is ever run twice.
     */
    public TroupeSettings<M> attempts(int count) {
        return new TroupeSettings<>(
                max, idle, maxPending, count, retryingFailures, dismissAfter, jobTimeout, execution, routing);
    }

    /** With another run, while {@link #attempts} are left, also for a job whose handler threw; else such a job fails at once. */
    public TroupeSettings<M> retryFailures() {
        return new TroupeSettings<>(
                max, idle, maxPending, attempts, true, dismissAfter, jobTimeout, execution, routing);
    }

    /** With another time, zero or more, until a worker beyond {@link #idle} is dismissed; 2 s unless said. */
    public TroupeSettings<M> dismissAfter(Duration delay) {
        return new TroupeSettings<>(
                max, idle, maxPending, attempts, retryingFailures, delay, jobTimeout, execution, routing);
    }

    /**
     * With a limit for each run of a job, more than zero; none unless said. When it is over, the job fails with a {@link
     * JobTimeoutException} and is not run again. Its worker is stopped and replaced; if its handler does not end, that goes on by itself.
     */
    public TroupeSettings<M> jobTimeout(Duration timeout) {
        return new TroupeSettings<>(
                max, idle, maxPending, attempts, retryingFailures, dismissAfter, timeout, execution, routing);
    }

    /**
     * With workers that run elsewhere; where the spec of the worker says, unless said. They are taken to be {@link ActorSpec#stateless},
     * and processes need a spec {@link ActorSpec#of(Class, Object...) from a class}. The troupe itself runs in-process.
     */
    public TroupeSettings<M> execution(Execution execution) {
        return new TroupeSettings<>(
                max, idle, maxPending, attempts, retryingFailures, dismissAfter, jobTimeout, execution, routing);
    }

    /** With another choice of the worker; {@link Routing#firstIdle} unless said. */
    public TroupeSettings<M> routing(Routing<? super M> routing) {
        return new TroupeSettings<>(
                max, idle, maxPending, attempts, retryingFailures, dismissAfter, jobTimeout, execution, routing);
    }
}
