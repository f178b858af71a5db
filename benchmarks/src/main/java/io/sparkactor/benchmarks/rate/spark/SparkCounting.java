package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One Spark actor sends to another as fast as it can, and asks at the end how many have come. Driven by one thread. */
public final class SparkCounting extends SparkContender {

    sealed interface Counting {}

    record Open(Finish finish) implements Counting {}

    record Increment(long number) implements Counting {}

    record Retrieve(ActorRef<Producing> asker) implements Counting {}

    sealed interface Producing {}

    record Produce(long count, ActorRef<Counting> counter, Finish finish) implements Producing {}

    record Total(long count) implements Producing {}

    static final class Counter extends Actor<Counting> {

        private @Nullable Finish finish;
        private long count;

        @Override
        protected void process(Message<Counting> message) {
            switch (message.content()) {
                case Open open -> {
                    finish = open.finish();
                    count = 0;
                }
                case Increment(long number) -> Objects.requireNonNull(finish).expect(count++, number);
                case Retrieve(ActorRef<Producing> asker) -> tell(new Total(count), asker);
            }
        }
    }

    static final class Producer extends Actor<Producing> {

        private @Nullable Produce work;

        @Override
        protected void process(Message<Producing> message) {
            switch (message.content()) {
                case Produce produce -> {
                    work = produce;
                    for (long i = 0; i < produce.count(); i++) {
                        tell(new Increment(i), produce.counter());
                    }
                    tell(new Retrieve(self()), produce.counter());
                }
                case Total(long count) -> {
                    Produce done = Objects.requireNonNull(work);
                    done.finish().expect(done.count(), count);
                    done.finish().reached();
                }
            }
        }
    }

    private final ActorRef<Counting> counter = syndicate().createActor(Counter::new);
    private final ActorRef<Producing> producer = syndicate().createActor(Producer::new);

    /** Two actors. */
    public SparkCounting() {
        super("counting");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(operations + 4);
        counter.tell(new Open(finish));
        producer.tell(new Produce(operations, counter, finish));
    }
}
