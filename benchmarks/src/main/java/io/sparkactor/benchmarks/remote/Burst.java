package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.Finish;

/**
 * A round of tells. Immutable; never leaves the JVM.
 *
 * @param first the number of the first item
 * @param count how many items
 * @param bytes what each has of content
 * @param window how many may be on their way at once
 * @param finish reached when the other side has got all
 */
record Burst(long first, int count, int bytes, int window, Finish finish) {

    /** The number behind the last. */
    long end() {
        return first + count;
    }
}
