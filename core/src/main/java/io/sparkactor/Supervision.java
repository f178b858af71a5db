package io.sparkactor;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The strategy for an actor whose handler threw: what becomes of the actor, and of the message. Immutable: each method that takes an
 * argument returns a changed copy.
 *
 * <pre>{@code
 * ActorSpec.of(Importer::new).supervision(Supervision.restart()
 *         .on(BadRecordException.class, Directive.RESUME)
 *         .retries(2)
 *         .parking(100));
 * }</pre>
 *
 * <p>Given for one actor by {@link ActorSpec#supervision}, else for all children of a parent by {@link Actor#childSupervision}, else
 * {@link #stop}. Whatever it says, an actor is stopped after a {@link VirtualMachineError}.
 *
 * <p>The failed message counts as failed in the {@link Ledger}, and an asker is told at once with the cause, unless retries are left.
 * Under {@code RESUME} and {@code RESTART} the messages behind it stay queued; under the others they become dead letters.
 *
 * @param directive what becomes of the actor, unless {@code exceptions} says otherwise
 * @param exceptions what becomes of it after exceptions of a class; the nearest superclass of what was thrown counts
 * @param limit how often it may restart
 * @param backoff how long it waits before it restarts
 * @param scope which of its siblings restart with it
 * @param retries how many times a message that failed is handled again, before all others, while the actor resumes or restarts
 * @param parked how many messages that failed for good are kept aside, the newest, while the actor resumes or restarts
 */
public record Supervision(
        Directive directive,
        Map<Class<? extends Throwable>, Directive> exceptions,
        RestartLimit limit,
        Backoff backoff,
        RestartScope scope,
        int retries,
        int parked) {

    private static final Supervision STOP = plain(Directive.STOP);
    private static final Supervision RESUME = plain(Directive.RESUME);
    private static final Supervision RESTART = plain(Directive.RESTART);
    private static final Supervision ESCALATE = plain(Directive.ESCALATE);

    /**
     * Checks the arguments and copies the map.
     *
     * @throws IllegalArgumentException if {@code retries} or {@code parked} is negative
     * @throws NullPointerException if any other is null or holds a null
     */
    public Supervision {
        Objects.requireNonNull(directive, "directive");
        exceptions = Map.copyOf(Objects.requireNonNull(exceptions, "exceptions"));
        Objects.requireNonNull(limit, "limit");
        Objects.requireNonNull(backoff, "backoff");
        Objects.requireNonNull(scope, "scope");
        if (retries < 0 || parked < 0) {
            throw new IllegalArgumentException(
                    "retries and parked must be zero or more, not " + retries + " and " + parked);
        }
    }

    /** The actor stops; the default. */
    public static Supervision stop() {
        return STOP;
    }

    /** The actor goes on with the next message. */
    public static Supervision resume() {
        return RESUME;
    }

    /** The actor restarts: up to 10 times in a minute, with a wait of 10 ms that doubles up to 10 s, give or take a fifth. */
    public static Supervision restart() {
        return RESTART;
    }

    /** The actor stops, and its parent fails with the same cause. */
    public static Supervision escalate() {
        return ESCALATE;
    }

    /** With a decision for exceptions of a class and its subclasses, as far as they have none of their own. */
    public Supervision on(Class<? extends Throwable> type, Directive decision) {
        Map<Class<? extends Throwable>, Directive> more = new HashMap<>(exceptions);
        more.put(Objects.requireNonNull(type, "type"), Objects.requireNonNull(decision, "decision"));
        return new Supervision(directive, more, limit, backoff, scope, retries, parked);
    }

    /**
     * With another limit. When it is reached, the actor stops with {@link ExitReason.RestartedTooOften}.
     *
     * @throws IllegalArgumentException if {@code restarts} is negative or {@code period} is not positive
     */
    public Supervision limit(int restarts, Duration period) {
        return limit(new RestartLimit(restarts, period));
    }

    /** With another limit. When it is reached, the actor stops with {@link ExitReason.RestartedTooOften}. */
    public Supervision limit(RestartLimit limit) {
        return new Supervision(directive, exceptions, limit, backoff, scope, retries, parked);
    }

    /** With another wait before a restart. Messages queue up meanwhile; a stop ends the wait at once. */
    public Supervision backoff(Backoff backoff) {
        return new Supervision(directive, exceptions, limit, backoff, scope, retries, parked);
    }

    /**
     * With siblings that restart with it: none of them begins anew before all their old instances have ended. This counts against the
     * limit of the failed one alone. Siblings that are still being started stay as they are.
     */
    public Supervision scope(RestartScope scope) {
        return new Supervision(directive, exceptions, limit, backoff, scope, retries, parked);
    }

    /**
     * With retries of a message that failed. While some are left, its asker keeps waiting. Ticks of timers, and asks that have their
     * reply or were forwarded, are not retried.
     *
     * @param times how many, zero or more
     * @throws IllegalArgumentException if {@code times} is negative
     */
    public Supervision retries(int times) {
        return new Supervision(directive, exceptions, limit, backoff, scope, times, parked);
    }

    /**
     * With messages kept aside that failed for good, for {@link Syndicate#parked}. They count as failed. Ticks of timers are not kept.
     *
     * @param capacity how many, the newest; zero or more
     * @throws IllegalArgumentException if {@code capacity} is negative
     */
    public Supervision parking(int capacity) {
        return new Supervision(directive, exceptions, limit, backoff, scope, retries, capacity);
    }

    /** What becomes of the actor after this failure; a {@link VirtualMachineError} stops it. Thread-safe. */
    public Directive directiveFor(Throwable thrown) {
        Objects.requireNonNull(thrown, "thrown");
        if (thrown instanceof VirtualMachineError) {
            return Directive.STOP; // what this JVM holds cannot be relied on any more
        }
        for (Class<?> type = thrown.getClass(); type != null; type = type.getSuperclass()) {
            Directive decision = exceptions.get(type);
            if (decision != null) {
                return decision;
            }
        }
        return directive;
    }

    /** Ten waits of 10 ms that double take some ten seconds, so a crash loop does reach this limit. */
    private static Supervision plain(Directive directive) {
        return new Supervision(
                directive,
                Map.of(),
                new RestartLimit(10, Duration.ofMinutes(1)),
                Backoff.exponential(Duration.ofMillis(10), Duration.ofSeconds(10)),
                RestartScope.ONE_FOR_ONE,
                0,
                0);
    }
}
