package io.sparkactor.spi;

/**
 * One step of an {@link ActorExecutor}, to be completed when it has ended there. Thread-safe; the first call counts, and wakes who
 * waits. Everything that has happened before it is seen by the actor's turn.
 */
public interface ExecutorStep {

    /** The step has ended well. */
    void done();

    /**
     * The step has failed.
     *
     * @param cause what the user's code threw, or why the step could not be made; an {@link io.sparkactor.ActorStoppedException} after
     *     {@link ActorExecutor#stopRequested} is no fault of the actor
     */
    void failed(Throwable cause);
}
