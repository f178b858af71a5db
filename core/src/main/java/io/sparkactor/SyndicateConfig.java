package io.sparkactor;

import io.sparkactor.spi.Codec;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerStore;
import io.sparkactor.spi.TransportProvider;
import java.time.Duration;
import java.util.function.Consumer;

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

    /** Where actors run whose spec says {@link Execution#SYSTEM}. Default: {@link Backend#IN_PROCESS}, as all others. */
    SyndicateConfig backend(Backend backend);

    /**
     * How it talks to other systems: {@code c.remote(Remote.tcp().port(7000))}, of the module {@code spark-actor-remote}. Default: not
     * at all.
     */
    SyndicateConfig remote(TransportProvider transport);

    /**
     * That it takes part in a federation, and how: {@code c.federation(f -> f.capability("gpu", true).host(Painter.class))}. Needs {@link
     * #remote}: {@link Syndicate#open(String, Consumer)} throws an {@link IllegalStateException} without it, and where it listens on all
     * addresses and {@link FederationConfig#address} was not said. Default: it takes no part. Said twice, it goes on from what was said first.
     *
     * @param options sets the options
     */
    SyndicateConfig federation(Consumer<? super FederationConfig> options);

    /**
     * Where {@linkplain ActorContext#durableTimer(String, java.time.Duration, Object) durable timers} are kept: {@code
     * c.durableTimers(FileTimerStore.open(path), codec)}, of the module {@code spark-actor-persistence}. Default: nowhere, and to schedule one
     * is refused.
     *
     * @param store the syndicate's from now on: it is closed with it, also if the syndicate does not come about or this call throws
     * @param codec writes the messages of timers, and allows their types
     * @throws IllegalStateException if it was said already
     */
    SyndicateConfig durableTimers(TimerStore store, Codec codec);

    /** Where time, threads and waiting come from: for test kits. Default: {@link RuntimeHooks#production}. */
    SyndicateConfig hooks(RuntimeHooks hooks);
}
