package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.Latencies;
import java.time.Duration;

/** The side of one contender that sends and asks; the other is a {@link FarSide}, in another JVM. Driven by one thread. */
interface NearSide extends AutoCloseable {

    /** As long as a Spark ask waits by default. */
    Duration TIMEOUT = Duration.ofSeconds(5);

    /** Has an actor send a round of items. */
    void tell(Burst burst);

    /** Has an actor ask the other side again and again, each time when the reply has come, until so much time is over. */
    void askAsActor(Duration time, Latencies latencies) throws Exception;

    /** Asks the other side from the calling thread, which is no actor's. Each question has 100 bytes of content. */
    long ask(long number) throws Exception;

    /** How many items the other side has got in all. */
    long arrived() throws Exception;

    /** Checks the books, if there are any. */
    void check();

    /** Ends the system. */
    @Override
    void close();
}
