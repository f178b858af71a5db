package io.sparkactor.benchmarks.sleep;

import io.sparkactor.benchmarks.measure.Finish;

/** Actors that sleep, in one framework. Driven by one thread. */
public interface SleepContender extends AutoCloseable {

    /** How long each sleep is. */
    long MILLIS = 10;

    /** Tells every actor to sleep so many times, one message for each; each says at the end that it has. */
    void begin(int times, Finish finish);

    /** Checks what the framework knows about the messages of all runs; not measured. */
    void check();

    @Override
    void close();
}
