package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** One Pekko actor sends to another as fast as it can, and asks at the end how many have come. Driven by one thread. */
public final class PekkoCounting extends PekkoContender<PekkoCounting.Actors> {

    sealed interface Counting {}

    record Open(Finish finish) implements Counting {}

    record Increment(long number) implements Counting {}

    record Retrieve(ActorRef<Producing> asker) implements Counting {}

    sealed interface Producing {}

    record Produce(long count, ActorRef<Counting> counter, Finish finish) implements Producing {}

    record Total(long count) implements Producing {}

    record Actors(ActorRef<Counting> counter, ActorRef<Producing> producer) {}

    static final class Counter {

        private @Nullable Finish finish;
        private long count;

        static Behavior<Counting> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Counter()::onMessage));
        }

        private Behavior<Counting> onMessage(Counting message) {
            switch (message) {
                case Open open -> {
                    finish = open.finish();
                    count = 0;
                }
                case Increment(long number) -> Objects.requireNonNull(finish).expect(count++, number);
                case Retrieve(ActorRef<Producing> asker) -> asker.tell(new Total(count));
            }
            return Behaviors.same();
        }
    }

    static final class Producer {

        private final ActorContext<Producing> context;
        private @Nullable Produce work;

        private Producer(ActorContext<Producing> context) {
            this.context = context;
        }

        static Behavior<Producing> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Producer(context)::onMessage));
        }

        private Behavior<Producing> onMessage(Producing message) {
            switch (message) {
                case Produce produce -> {
                    work = produce;
                    for (long i = 0; i < produce.count(); i++) {
                        produce.counter().tell(new Increment(i));
                    }
                    produce.counter().tell(new Retrieve(context.getSelf()));
                }
                case Total(long count) -> {
                    Produce done = Objects.requireNonNull(work);
                    done.finish().expect(done.count(), count);
                    done.finish().reached();
                }
            }
            return Behaviors.same();
        }
    }

    /** Two actors. */
    public PekkoCounting(String settings) {
        super(
                settings,
                context -> new Actors(
                        context.spawn(Counter.create(), "counter"), context.spawn(Producer.create(), "producer")));
    }

    @Override
    public void begin(long operations, Finish finish) {
        ActorRef<Counting> counter = actors().counter();
        counter.tell(new Open(finish));
        actors().producer().tell(new Produce(operations, counter, finish));
    }
}
