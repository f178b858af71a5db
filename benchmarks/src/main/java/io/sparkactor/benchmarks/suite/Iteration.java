package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Contender;
import java.time.Duration;

/** Runs a contender and takes the time: the same clock for all. Stateless. */
public final class Iteration {

    private Iteration() {}

    /**
     * Runs rounds until they have taken so long, one at least. What is checked between them does not count.
     *
     * @param operations of a round
     * @return nanoseconds per operation
     * @throws IllegalStateException if messages came out of order, were lost, or nothing happened
     */
    public static double run(Contender contender, long operations, Duration atLeast) {
        long taken = 0;
        long rounds = 0;
        do {
            taken += round(contender, operations);
            rounds++;
        } while (taken < atLeast.toNanos());
        return (double) taken / (rounds * operations);
    }

    private static long round(Contender contender, long operations) {
        Finish finish = new Finish(Math.toIntExact(contender.parties(operations)));
        long start = System.nanoTime();
        contender.begin(operations, finish);
        finish.await();
        long taken = System.nanoTime() - start;
        contender.check();
        return taken;
    }
}
