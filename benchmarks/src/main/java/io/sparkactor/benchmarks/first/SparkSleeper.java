package io.sparkactor.benchmarks.first;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;

/** A Spark actor that is idle most of the time. Thread-safe. */
final class SparkSleeper implements Sleeper {

    record Call(long sent) {}

    static final class Sleeping extends Actor<Call> {

        private final Arrivals arrivals;

        private Sleeping(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        @Override
        protected void process(Message<Call> message) {
            arrivals.arrived(message.content().sent());
        }
    }

    private final Syndicate syndicate = Syndicate.open("first-message");
    private final ActorRef<Call> actor;

    SparkSleeper(Arrivals arrivals) {
        actor = syndicate.createActor(() -> new Sleeping(arrivals));
    }

    @Override
    public void tell(long sent) {
        actor.tell(new Call(sent));
    }

    @Override
    public void close() {
        Books.allProcessed(syndicate, 1);
        syndicate.close();
    }
}
