package io.sparkactor.internal.executor;

import io.sparkactor.ActorSpec;
import io.sparkactor.spi.ActorExecutor;
import io.sparkactor.spi.ActorExecutors;
import io.sparkactor.spi.ExecutorHome;

/** Actors on threads of their own. Stateless, as each thread ends with its actor. */
final class ThreadExecutors implements ActorExecutors {

    @Override
    public <M> ActorExecutor<M> prepare(ActorSpec<M> spec, ExecutorHome<M> home) {
        return new ThreadExecutor<>(spec, home);
    }

    @Override
    public void close() {}
}
