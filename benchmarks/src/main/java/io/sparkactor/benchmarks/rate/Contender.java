package io.sparkactor.benchmarks.rate;

import io.sparkactor.benchmarks.measure.Finish;

/** One workload as one framework runs it. Driven by one thread. */
public interface Contender extends AutoCloseable {

    /**
     * Gives the actors their work, and the first push.
     *
     * @param operations how many operations they are to do; a multiple of the size of the workload
     * @param finish where they say that they have done them, made for {@link #parties}; they also check the order with it
     */
    void begin(long operations, Finish finish);

    /** How many times actors say at the end of so many operations that they have done their part. */
    default long parties(long operations) {
        return 1;
    }

    /** Checks what the framework knows about the messages of all runs; not measured. */
    void check();

    /** Ends the system. */
    @Override
    void close();
}
