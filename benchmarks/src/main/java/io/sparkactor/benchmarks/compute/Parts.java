package io.sparkactor.benchmarks.compute;

import java.util.Arrays;

/**
 * What a quicksort makes of its values. Handed over, never changed by two.
 *
 * @param less those below the one in the middle
 * @param equal those that are the same as it
 * @param greater those above it
 */
public record Parts(long[] less, long[] equal, long[] greater) {

    private static final int FEW = 2048;

    /** Whether values are so few that they are sorted at once. */
    public static boolean areFew(long[] values) {
        return values.length < FEW;
    }

    /** Parts values. */
    public static Parts of(long[] values) {
        long pivot = values[values.length / 2];
        long[] less = new long[values.length];
        long[] greater = new long[values.length];
        int lesser = 0;
        int greaters = 0;
        for (long value : values) {
            if (value < pivot) {
                less[lesser++] = value;
            } else if (value > pivot) {
                greater[greaters++] = value;
            }
        }
        long[] equal = new long[values.length - lesser - greaters];
        Arrays.fill(equal, pivot);
        return new Parts(Arrays.copyOf(less, lesser), equal, Arrays.copyOf(greater, greaters));
    }

    /** Sorts at once. */
    public static long[] sorted(long[] values) {
        if (values.length < 2) {
            return values;
        }
        Parts parts = of(values);
        return join(sorted(parts.less()), parts.equal(), sorted(parts.greater()));
    }

    /** Puts sorted parts together. */
    public static long[] join(long[] less, long[] equal, long[] greater) {
        long[] all = Arrays.copyOf(less, less.length + equal.length + greater.length);
        System.arraycopy(equal, 0, all, less.length, equal.length);
        System.arraycopy(greater, 0, all, less.length + equal.length, greater.length);
        return all;
    }
}
