package io.sparkactor.benchmarks.load;

import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.concurrent.atomic.LongAdder;

/** What the handlers of all contenders do for a message, and where they say that they have done it. Thread-safe. */
final class Work {

    /** So that a message is work for about two microseconds. */
    private static final int SINES = 100;

    private final Latencies latencies = new Latencies();
    private final LongAdder done = new LongAdder();

    /** Handles a message that was due then. */
    void handle(long due) {
        latencies.record(System.nanoTime() - due);
        for (int i = 0; i < SINES; i++) {
            Grain.calculate(due + i);
        }
        done.increment();
    }

    /** From the moment when a message was due to the begin of its handler. */
    Latencies latencies() {
        return latencies;
    }

    /** How many messages have been handled. */
    long done() {
        return done.sum();
    }
}
