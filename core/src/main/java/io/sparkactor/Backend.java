package io.sparkactor;

/** Where a syndicate runs the actors whose spec says {@link Execution#SYSTEM}; see {@link SyndicateConfig#backend}. */
public enum Backend {
    /** As all other actors. The default. */
    IN_PROCESS(Execution.IN_PROCESS),
    /** Each on a platform thread of its own. */
    THREADED(Execution.THREAD),
    /** Each in a JVM of its own; needs the artifact {@code spark-actor-process}. */
    PROCESS(Execution.PROCESS);

    private final Execution execution;

    Backend(Execution execution) {
        this.execution = execution;
    }

    /** What {@link Execution#SYSTEM} stands for. */
    public Execution execution() {
        return execution;
    }
}
