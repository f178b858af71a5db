package io.sparkactor.spi;

import io.sparkactor.Execution;

/**
 * A way to run actors outside of their syndicate's turns, found through {@link java.util.ServiceLoader}. Thread-safe; needs a public
 * constructor without parameters.
 */
public interface ExecutorProvider {

    /** Which execution it provides. */
    Execution execution();

    /** Opens the executors of a syndicate, when it creates the first actor that needs them. */
    ActorExecutors open(ExecutorEnvironment environment);
}
