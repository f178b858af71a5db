package io.sparkactor.testkit.simulation;

import java.time.Duration;
import java.util.Objects;

/**
 * Where a simulated run is given up. Immutable.
 *
 * @param realTime how long it may take on a real clock; positive. A thread that blocks outside of the framework holds up all others,
 *     and ends the run here
 * @param steps how many times the baton may be passed; positive. Actors that never come to rest end the run here
 */
public record SimulationLimits(Duration realTime, long steps) {

    /** 10 s of real time and 1,000,000 steps. */
    public static final SimulationLimits DEFAULT = new SimulationLimits(Duration.ofSeconds(10), 1_000_000);

    /** Checks the limits. */
    public SimulationLimits {
        Objects.requireNonNull(realTime, "realTime");
        if (!realTime.isPositive()) {
            throw new IllegalArgumentException("realTime must be positive, but is " + realTime);
        }
        if (steps < 1) {
            throw new IllegalArgumentException("steps must be positive, but is " + steps);
        }
    }

    /** The same with another limit of real time. */
    public SimulationLimits withRealTime(Duration limit) {
        return new SimulationLimits(limit, steps);
    }

    /** The same with another limit of steps. */
    public SimulationLimits withSteps(long limit) {
        return new SimulationLimits(realTime, limit);
    }
}
