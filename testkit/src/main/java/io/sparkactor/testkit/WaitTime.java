package io.sparkactor.testkit;

import io.sparkactor.testkit.simulation.Simulation;
import java.util.concurrent.locks.LockSupport;

/** The time by which the test kit waits: virtual in the threads of a {@link Simulation}, else real. Stateless. */
final class WaitTime {

    private WaitTime() {}

    static long nanoTime() {
        return Simulation.current()
                .map(simulation -> simulation.hooks().nanoTime())
                .orElseGet(System::nanoTime);
    }

    static void park(long nanos) {
        Simulation.current()
                .ifPresentOrElse(simulation -> simulation.hooks().park(nanos), () -> LockSupport.parkNanos(nanos));
    }
}
