package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Median;
import java.util.List;

/**
 * What one contender reached in one row. Immutable.
 *
 * @param framework the contender
 * @param forks nanoseconds per operation, the median of each fork
 */
public record Score(Framework framework, List<Double> forks) {

    /** Copies the forks. */
    public Score {
        forks = List.copyOf(forks);
    }

    /** The median of the forks. */
    public double nanos() {
        return Median.of(forks).value();
    }

    /** Operations a second, by the median of the forks. */
    public double perSecond() {
        return 1e9 / nanos();
    }

    /** How many times as slow as the fastest fork the slowest one was. */
    public double spread() {
        return Median.of(forks).spread();
    }
}
