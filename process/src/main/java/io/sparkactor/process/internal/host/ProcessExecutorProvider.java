package io.sparkactor.process.internal.host;

import io.sparkactor.Execution;
import io.sparkactor.spi.ActorExecutors;
import io.sparkactor.spi.ExecutorEnvironment;
import io.sparkactor.spi.ExecutorProvider;

/** Runs actors in child JVMs. Immutable. */
public final class ProcessExecutorProvider implements ExecutorProvider {

    /** For the service loader. */
    public ProcessExecutorProvider() {}

    @Override
    public Execution execution() {
        return Execution.PROCESS;
    }

    @Override
    public ActorExecutors open(ExecutorEnvironment environment) {
        return new ProcessExecutors(environment);
    }
}
