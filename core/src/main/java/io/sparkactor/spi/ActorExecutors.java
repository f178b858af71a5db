package io.sparkactor.spi;

import io.sparkactor.ActorSpec;

/** The executors of one syndicate. Thread-safe. */
public interface ActorExecutors extends AutoCloseable {

    /**
     * Prepares an executor for one instance of an actor; nothing is made yet. Called for each creation and each restart, where that
     * runs.
     *
     * @param spec how to make the instance: {@link ActorSpec#actorClass}, {@link ActorSpec#arguments}, {@link ActorSpec#process}
     * @param home the syndicate's side
     * @throws io.sparkactor.InvalidActorSpecException if the spec can never be made there; the creator gets it as it is
     */
    <M> ActorExecutor<M> prepare(ActorSpec<M> spec, ExecutorHome<M> home);

    /**
     * The syndicate has closed: all actors have stopped, or are left to themselves. Ends what can be ended and returns soon; called once,
     * on any thread.
     */
    @Override
    void close();
}
