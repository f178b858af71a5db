package io.sparkactor.spi;

import java.util.Objects;

/**
 * How to open a scheduler. Immutable.
 *
 * @param name the syndicate's name, for the names of threads
 * @param processors how many turns may run at once; at least 1
 * @param listener whom the scheduler tells about evictions and ended threads
 */
public record SchedulerSettings(String name, int processors, SchedulerListener listener) {

    /** Checks the parts. */
    public SchedulerSettings {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(listener, "listener");
        if (processors < 1) {
            throw new IllegalArgumentException("processors must be at least 1, not " + processors);
        }
    }
}
