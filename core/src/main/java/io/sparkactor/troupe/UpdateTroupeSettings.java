package io.sparkactor.troupe;

import io.sparkactor.Execution;
import io.sparkactor.Request;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Changes settings of a troupe that runs. The reply says how it is afterwards. With a smaller {@code max}, workers without a job are
 * stopped at once and others when their job is done; with a greater one, jobs that wait are begun at once.
 * Jobs that wait for one numbered worker are then routed anew, whatever the new {@code max}; so jobs of equal keys may overtake one another, or
 * be worked on by two workers, while one is still at work that came before the change. Immutable: each method that takes
 * an argument returns a changed copy.
 *
 * <pre>{@code
 * Troupe.control(troupe).ask(new UpdateTroupeSettings().max(8).idle(4));
 * }</pre>
 *
 * @param max as in {@link TroupeSettings#max}; empty to leave it, as all
 * @param idle as in {@link TroupeSettings#idle}
 * @param maxPending as in {@link TroupeSettings#maxPending}; jobs that wait already stay
 * @param attempts as in {@link TroupeSettings#attempts}
 * @param dismissAfter as in {@link TroupeSettings#dismissAfter}
 * @param jobTimeout as in {@link TroupeSettings#jobTimeout}; counts for runs that begin afterwards
 * @param execution as in {@link TroupeSettings#execution}; counts for workers that are made afterwards. Processes for workers
 *     that come from a supplier: the order fails with an {@link io.sparkactor.InvalidActorSpecException}, and nothing is changed
 */
public record UpdateTroupeSettings(
        OptionalInt max,
        OptionalInt idle,
        OptionalInt maxPending,
        OptionalInt attempts,
        Optional<Duration> dismissAfter,
        Optional<Duration> jobTimeout,
        Optional<Execution> execution)
        implements TroupeCommand, Request<TroupeCommand, TroupeStatus> {

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is out of its range, see {@link TroupeSettings}
     * @throws NullPointerException if an argument is null
     */
    public UpdateTroupeSettings {
        max.ifPresent(value -> TroupeChecks.atLeast(1, value, "max"));
        idle.ifPresent(value -> TroupeChecks.atLeast(0, value, "idle"));
        maxPending.ifPresent(value -> TroupeChecks.atLeast(0, value, "maxPending"));
        attempts.ifPresent(value -> TroupeChecks.atLeast(1, value, "attempts"));
        dismissAfter.ifPresent(value -> TroupeChecks.notNegative(value, "dismissAfter"));
        jobTimeout.ifPresent(value -> TroupeChecks.positive(value, "jobTimeout"));
        Objects.requireNonNull(execution, "execution");
    }

    /** One that changes nothing. */
    public UpdateTroupeSettings() {
        this(
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** With another {@code max}, one or more. */
    public UpdateTroupeSettings max(int count) {
        return new UpdateTroupeSettings(
                OptionalInt.of(count), idle, maxPending, attempts, dismissAfter, jobTimeout, execution);
    }

    /** With another {@code idle}, zero or more. */
    public UpdateTroupeSettings idle(int count) {
        return new UpdateTroupeSettings(
                max, OptionalInt.of(count), maxPending, attempts, dismissAfter, jobTimeout, execution);
    }

    /** With another {@code maxPending}, zero or more. */
    public UpdateTroupeSettings maxPending(int count) {
        return new UpdateTroupeSettings(
                max, idle, OptionalInt.of(count), attempts, dismissAfter, jobTimeout, execution);
    }

    /** With another {@code attempts}, one or more. */
    public UpdateTroupeSettings attempts(int count) {
        return new UpdateTroupeSettings(
                max, idle, maxPending, OptionalInt.of(count), dismissAfter, jobTimeout, execution);
    }

    /** With another {@code dismissAfter}, zero or more. */
    public UpdateTroupeSettings dismissAfter(Duration delay) {
        Objects.requireNonNull(delay, "delay");
        return new UpdateTroupeSettings(max, idle, maxPending, attempts, Optional.of(delay), jobTimeout, execution);
    }

    /** With another {@code jobTimeout}, more than zero. */
    public UpdateTroupeSettings jobTimeout(Duration timeout) {
        Objects.requireNonNull(timeout, "timeout");
        return new UpdateTroupeSettings(max, idle, maxPending, attempts, dismissAfter, Optional.of(timeout), execution);
    }

    /** With another {@code execution}. */
    public UpdateTroupeSettings execution(Execution execution) {
        Objects.requireNonNull(execution, "execution");
        return new UpdateTroupeSettings(
                max, idle, maxPending, attempts, dismissAfter, jobTimeout, Optional.of(execution));
    }

    /** What these settings make of others. */
    <M> TroupeSettings<M> applyTo(TroupeSettings<M> present) {
        return new TroupeSettings<>(
                max.orElse(present.max()),
                idle.orElse(present.idle()),
                maxPending.orElse(present.maxPending()),
                attempts.orElse(present.attempts()),
                present.retryingFailures(),
                dismissAfter.orElse(present.dismissAfter()),
                jobTimeout.orElse(present.jobTimeout()),
                execution.orElse(present.execution()),
                present.routing());
    }
}
