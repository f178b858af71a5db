package io.sparkactor.benchmarks.rate.pekko;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Scheduler;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A Pekko system whose guardian spawns the actors of a workload. Thread-safe.
 *
 * @param <A> what holds the refs of the actors
 */
public final class PekkoSystem<A> implements AutoCloseable {

    private static final String QUIET = "\npekko { loglevel = OFF, stdout-loglevel = OFF, log-dead-letters = off }";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ActorSystem<Void> system;
    private final A actors;

    /**
     * Starts a system.
     *
     * @param settings overrule Pekko's reference settings
     * @param spawn spawns the actors; called by the guardian
     */
    public PekkoSystem(String settings, Function<ActorContext<Void>, A> spawn) {
        CompletableFuture<A> spawned = new CompletableFuture<>();
        system = ActorSystem.create(
                Behaviors.setup(context -> {
                    spawned.complete(spawn.apply(context));
                    return Behaviors.empty();
                }),
                "benchmark",
                ConfigFactory.parseString(settings + QUIET).withFallback(ConfigFactory.load()));
        actors = await(spawned);
    }

    /** The actors. */
    public A actors() {
        return actors;
    }

    /** What asks from outside take for their time-outs. */
    public Scheduler scheduler() {
        return system.scheduler();
    }

    @Override
    public void close() {
        system.terminate();
        await(system.getWhenTerminated().toCompletableFuture());
    }

    private static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while Pekko starts or ends", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("Pekko did not start or end in " + PATIENCE.toSeconds() + " s", e);
        }
    }
}
