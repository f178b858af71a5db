package io.sparkactor.benchmarks.backlog;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Spark actor whose mailbox gets long. Driven by one thread. */
final class SparkHoarder implements Hoarder {

    sealed interface Working {}

    record Begin(Round round) implements Working {}

    record Work(long number) implements Working {}

    static final class Worker extends Actor<Working> {

        private @Nullable Round round;

        @Override
        protected void process(Message<Working> message) {
            switch (message.content()) {
                case Begin(Round next) -> {
                    round = next;
                    next.gate();
                }
                case Work(long number) -> Objects.requireNonNull(round).work(number);
            }
        }
    }

    private final Syndicate syndicate = Syndicate.open("long-mailbox");
    private final ActorRef<Working> worker = syndicate.createActor(Worker::new);

    @Override
    public void begin(Round round) {
        worker.tell(new Begin(round));
    }

    @Override
    public void tell(long number) {
        worker.tell(new Work(number));
    }

    @Override
    public void close() {
        Books.allProcessed(syndicate, 1);
        syndicate.close();
    }
}
