package io.sparkactor.benchmarks.first;

import io.sparkactor.benchmarks.measure.Latencies;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Where the handler of any contender says that a message has come. Thread-safe. */
final class Arrivals {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);
    private static final long LOOK_AGAIN = TimeUnit.MICROSECONDS.toNanos(10);

    private final Latencies latencies = new Latencies();
    private final AtomicLong count = new AtomicLong();

    /** A message has come that was sent then; called at the begin of its handler. */
    void arrived(long sent) {
        latencies.record(System.nanoTime() - sent);
        count.incrementAndGet();
    }

    /** From the call of tell to the handler. */
    Latencies latencies() {
        return latencies;
    }

    /**
     * Waits until so many have come.
     *
     * @throws IllegalStateException if they do not come within 10 s
     */
    void await(long wanted) {
        long deadline = System.nanoTime() + PATIENCE;
        while (count.get() < wanted) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("of " + wanted + " messages only " + count.get() + " came");
            }
            LockSupport.parkNanos(LOOK_AGAIN);
        }
    }
}
