package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.rate.Contender;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * A Pekko system with the actors of a workload. Driven by one thread.
 *
 * @param <A> what holds the refs of the actors
 */
public abstract class PekkoContender<A> implements Contender {

    private final PekkoSystem<A> system;

    /**
     * Starts a system.
     *
     * @param settings overrule Pekko's reference settings
     * @param spawn spawns the actors; called by the guardian
     */
    protected PekkoContender(String settings, Function<ActorContext<Void>, A> spawn) {
        system = new PekkoSystem<>(settings, spawn);
    }

    /** What the guardian spawned. */
    protected final A actors() {
        return system.actors();
    }

    @Override
    public final void check() {
        // Pekko keeps no books; the actors check the order, and that they have all that is theirs
    }

    @Override
    public final void close() {
        system.close();
    }
}
