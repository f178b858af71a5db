package io.sparkactor;

import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;

/** The options of a syndicate, given in {@link Syndicate#open(String, java.util.function.Consumer)}; not used afterwards. */
public interface SyndicateConfig {

    /**
     * How many turns may run at once. Default: the number of carriers of the JVM's virtual threads, which is the number of cores.
     *
     * @throws IllegalArgumentException if {@code count} is not between 1 and 1,024
     */
    SyndicateConfig processors(int count);

    /** How long an ask without a time-out of its own waits. Default 5 s; positive. */
    SyndicateConfig askTimeout(Duration timeout);

    /** How long {@code close()} lets actors work on what is queued. Default 5 s; zero or more. */
    SyndicateConfig drainTimeout(Duration timeout);

    /**
     * How many messages may be queued in all before sends from outside of actors are refused. Default: one for each KiB of the
     * maximal heap; say less for messages larger than that.
     *
     * @throws IllegalArgumentException if {@code count} is not positive
     */
    SyndicateConfig maxQueuedMessages(long count);

    /** Where time, threads and waiting come from: for test kits. Default: {@link RuntimeHooks#production}. */
    SyndicateConfig hooks(RuntimeHooks hooks);
}
