package io.sparkactor.benchmarks.rate;

import io.sparkactor.benchmarks.measure.Finish;

/** Runs a contender once and takes the time: the same clock for all. Stateless. */
public final class Iteration {

    private Iteration() {}

    /**
     * Runs a contender once.
     *
     * @return nanoseconds per operation
     * @throws IllegalStateException if messages came out of order, were lost, or nothing happened
     */
    public static double run(Contender contender, long operations) {
        Finish finish = new Finish(contender.parties());
        long start = System.nanoTime();
        contender.begin(operations, finish);
        finish.await();
        long taken = System.nanoTime() - start;
        contender.check();
        return (double) taken / operations;
    }
}
