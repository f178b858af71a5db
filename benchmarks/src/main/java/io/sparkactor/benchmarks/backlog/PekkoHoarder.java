package io.sparkactor.benchmarks.backlog;

import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A Pekko actor whose mailbox gets long. Driven by one thread. */
final class PekkoHoarder implements Hoarder {

    sealed interface Working {}

    record Begin(Round round) implements Working {}

    record Work(long number) implements Working {}

    static final class Worker {

        private @Nullable Round round;

        static Behavior<Working> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker()::onMessage));
        }

        private Behavior<Working> onMessage(Working message) {
            switch (message) {
                case Begin(Round next) -> {
                    round = next;
                    next.gate();
                }
                case Work(long number) -> Objects.requireNonNull(round).work(number);
            }
            return Behaviors.same();
        }
    }

    private final PekkoSystem<ActorRef<Working>> system =
            new PekkoSystem<>("", context -> context.spawn(Worker.create(), "worker"));

    @Override
    public void begin(Round round) {
        system.actors().tell(new Begin(round));
    }

    @Override
    public void tell(long number) {
        system.actors().tell(new Work(number));
    }

    @Override
    public void close() {
        system.close();
    }
}
