package io.sparkactor;

/**
 * Where an actor's handlers run; see {@link ActorSpec#execution}. Supervision, mailboxes, dead letters and the ledger are the same
 * everywhere.
 */
public enum Execution {
    /** On the syndicate's own workers, as virtual threads. The default. */
    IN_PROCESS,
    /** On a platform thread of the actor's own. The spec must be {@link ActorSpec#stateless}. */
    THREAD,
    /**
     * In a JVM of its own, which may crash without taking anything along. The spec must be {@link ActorSpec#stateless} and come from
     * {@link ActorSpec#of(Class, Object...)}. Needs the artifact {@code spark-actor-process}.
     */
    PROCESS,
    /** As the {@link Backend} of the syndicate says. */
    SYSTEM
}
