package io.sparkactor.benchmarks.outside;

import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A Pekko actor that answers. Thread-safe. */
final class PekkoEcho implements Echo {

    record Number(long value, ActorRef<Reply> replyTo) {}

    record Reply(long value) {}

    static final class Answerer {

        private Answerer() {}

        static Behavior<Number> create() {
            return Behaviors.receiveMessage(Answerer::onMessage);
        }

        private static Behavior<Number> onMessage(Number number) {
            number.replyTo().tell(new Reply(number.value()));
            return Behaviors.same();
        }
    }

    private final PekkoSystem<ActorRef<Number>> system =
            new PekkoSystem<>("", context -> context.spawn(Answerer.create(), "answerer"));

    @Override
    public long ask(long number) throws Exception {
        return AskPattern.ask(
                        system.actors(),
                        (ActorRef<Reply> replyTo) -> new Number(number, replyTo),
                        TIMEOUT,
                        system.scheduler())
                .toCompletableFuture()
                .get()
                .value();
    }

    @Override
    public void close() {
        system.close();
    }
}
