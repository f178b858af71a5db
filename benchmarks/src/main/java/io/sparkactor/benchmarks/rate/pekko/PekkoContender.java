package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.rate.Contender;
import java.util.function.Function;
import org.apache.pekko.actor.typed.javadsl.ActorContext;

/**
 * A Pekko system with the actors of a workload. Driven by one thread.
 *
 * @param <A> what holds the refs of the actors
 */
abstract class PekkoContender<A> implements Contender {

    private final PekkoSystem<A> system;

    PekkoContender(String settings, Function<ActorContext<Void>, A> spawn) {
        system = new PekkoSystem<>(settings, spawn);
    }

    final A actors() {
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
