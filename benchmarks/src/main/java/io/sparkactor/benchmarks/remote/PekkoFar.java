package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import io.sparkactor.benchmarks.remote.PekkoMessages.Answer;
import io.sparkactor.benchmarks.remote.PekkoMessages.Begin;
import io.sparkactor.benchmarks.remote.PekkoMessages.Count;
import io.sparkactor.benchmarks.remote.PekkoMessages.Question;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorRefResolver;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A Pekko actor that counts and answers. Thread-safe. */
final class PekkoFar implements FarSide {

    static final class Receiver {

        private final Arrived arrived = new Arrived();
        private @Nullable ActorRef<Object> sender;

        static Behavior<Object> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Receiver()::onMessage));
        }

        private Behavior<Object> onMessage(Object message) {
            switch (message) {
                case Item item -> arrived.take(item).ifPresent(this::say);
                case Question question ->
                    question.replyTo().tell(new Answer(question.item().number()));
                case Begin begin -> {
                    sender = begin.sender();
                    arrived.begins(begin.end());
                }
                case Count count -> count.replyTo().tell(new Answer(arrived.count()));
                default -> throw new IllegalArgumentException("a message of no known type");
            }
            return Behaviors.same();
        }

        private void say(Ack ack) {
            if (sender != null) {
                sender.tell(ack);
            }
        }
    }

    private final PekkoSystem<String> system;

    PekkoFar(@Nullable Certificate certificate) {
        system = new PekkoSystem<>(
                PekkoMessages.settings(certificate),
                context -> ActorRefResolver.get(context.getSystem())
                        .toSerializationFormat(context.spawn(Receiver.create(), "receiver")));
    }

    @Override
    public String place() {
        return system.actors();
    }

    @Override
    public void close() {
        system.close();
    }
}
