package io.sparkactor.spi;

import java.util.Objects;

/**
 * What the executors of a syndicate are opened with. Immutable.
 *
 * @param name the syndicate's name, for the names of threads and processes
 * @param hooks time, threads and waiting
 */
public record ExecutorEnvironment(String name, RuntimeHooks hooks) {

    /** Checks the parts. */
    public ExecutorEnvironment {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(hooks, "hooks");
    }
}
