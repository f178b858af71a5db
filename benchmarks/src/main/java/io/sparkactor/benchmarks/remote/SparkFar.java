package io.sparkactor.benchmarks.remote;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.remote.SparkMessages.Begin;
import io.sparkactor.benchmarks.remote.SparkMessages.Count;
import io.sparkactor.benchmarks.remote.SparkMessages.Question;
import org.jspecify.annotations.Nullable;

/** A Spark actor that counts and answers. Thread-safe. */
final class SparkFar implements FarSide {

    static final class Receiver extends Actor<Object> {

        private final Arrived arrived = new Arrived();
        private @Nullable ActorRef<Object> sender;

        @Override
        protected void process(Message<Object> message) {
            switch (message.content()) {
                case Item item -> arrived.take(item).ifPresent(this::say);
                case Question question ->
                    message.reply(question, question.item().number());
                case Begin begin -> {
                    sender = begin.sender();
                    arrived.begins(begin.end());
                }
                case Count count -> message.reply(count, arrived.count());
                default -> throw new IllegalArgumentException("a message of no known type");
            }
        }

        private void say(Ack ack) {
            if (sender != null) {
                tell(ack, sender);
            }
        }
    }

    private final Syndicate syndicate;
    private final ActorRef<Object> receiver;
    private final String address;

    SparkFar(Road road) {
        syndicate = Syndicate.open("far", options -> options.remote(road.options()));
        receiver = syndicate.createActor(Receiver::new);
        address = road.address(syndicate);
    }

    @Override
    public String place() {
        return String.join(" ", syndicate.systemId().uuid(), receiver.id().uuid(), address);
    }

    @Override
    public void close() {
        Books.allProcessed(syndicate, 1);
        syndicate.close();
    }
}
