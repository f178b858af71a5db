package io.sparkactor.benchmarks.compute;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Numbers to be sorted, always the same. Stateless. */
public final class Values {

    /** How many bits each has, at most. */
    public static final int BITS = 60;

    private static final long SEED = 2048;

    private Values() {}

    /** Draws so many. */
    public static long[] draw(long count) {
        return new SplittableRandom(SEED).longs(count, 0, 1L << BITS).toArray();
    }

    /** What so many of them are together, whatever their order; it may overflow. */
    public static long sum(long[] values) {
        return Arrays.stream(values).sum();
    }

    /** Whether none is smaller than the one before. */
    public static boolean areSorted(long[] values) {
        for (int i = 1; i < values.length; i++) {
            if (values[i - 1] > values[i]) {
                return false;
            }
        }
        return true;
    }
}
