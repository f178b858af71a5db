package io.sparkactor.benchmarks.outside;

import java.time.Duration;

/** An actor that answers with the number that it was asked. */
interface Echo extends AutoCloseable {

    /** As long as a Spark ask waits by default. */
    Duration TIMEOUT = Duration.ofSeconds(5);

    /** Asks as users of the framework do, and waits for the answer; for any thread outside of actors. */
    long ask(long number) throws Exception;

    /** Ends the system. */
    @Override
    void close();
}
