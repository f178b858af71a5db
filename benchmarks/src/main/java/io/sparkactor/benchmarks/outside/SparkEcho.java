package io.sparkactor.benchmarks.outside;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;

/** A Spark actor that answers. Thread-safe. */
final class SparkEcho implements Echo {

    record Number(long value) implements Request<Number, Long> {}

    static final class Answerer extends Actor<Number> {

        @Override
        protected void process(Message<Number> message) {
            Number number = message.content();
            message.reply(number, number.value());
        }
    }

    private final Syndicate syndicate = Syndicate.open("outside-ask");
    private final ActorRef<Number> answerer = syndicate.createActor(Answerer::new);

    @Override
    public long ask(long number) {
        return answerer.ask(new Number(number), TIMEOUT);
    }

    @Override
    public void close() {
        Books.allProcessed(syndicate, 1);
        syndicate.close();
    }
}
