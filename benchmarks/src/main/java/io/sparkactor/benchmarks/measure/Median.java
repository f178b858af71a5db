package io.sparkactor.benchmarks.measure;

import java.util.Collection;

/** The median and the spread of a few measurements. Immutable. */
public final class Median {

    private final double[] sorted;

    private Median(double[] sorted) {
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        this.sorted = sorted;
    }

    /** Of these measurements. */
    public static Median of(Collection<Double> values) {
        return new Median(values.stream().mapToDouble(value -> value).sorted().toArray());
    }

    /** The one in the middle, or between the two in the middle. */
    public double value() {
        int upper = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[upper] : (sorted[upper - 1] + sorted[upper]) / 2;
    }

    /** The largest. */
    public double worst() {
        return sorted[sorted.length - 1];
    }

    /** The largest divided by the smallest. */
    public double spread() {
        return worst() / sorted[0];
    }
}
