package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One virtual thread sends to another as fast as it can, and asks at the end how many have come. Driven by one thread. */
public final class ThreadCounting extends ThreadContender {

    sealed interface Counting {}

    record Open(Finish finish) implements Counting {}

    record Increment(long number) implements Counting {}

    record Retrieve(Producer asker) implements Counting {}

    sealed interface Producing {}

    record Produce(long count, Counter counter, Finish finish) implements Producing {}

    record Total(long count) implements Producing {}

    static final class Counter extends ThreadActor<Counting> {

        private @Nullable Finish finish;
        private long count;

        @Override
        protected void process(Counting message) {
            switch (message) {
                case Open open -> {
                    finish = open.finish();
                    count = 0;
                }
                case Increment(long number) -> Objects.requireNonNull(finish).expect(count++, number);
                case Retrieve(Producer asker) -> asker.tell(new Total(count));
            }
        }
    }

    static final class Producer extends ThreadActor<Producing> {

        private @Nullable Produce work;

        @Override
        protected void process(Producing message) {
            switch (message) {
                case Produce produce -> {
                    work = produce;
                    for (long i = 0; i < produce.count(); i++) {
                        produce.counter().tell(new Increment(i));
                    }
                    produce.counter().tell(new Retrieve(this));
                }
                case Total(long count) -> {
                    Produce done = Objects.requireNonNull(work);
                    done.finish().expect(done.count(), count);
                    done.finish().reached();
                }
            }
        }
    }

    private final Counter counter = start(new Counter());
    private final Producer producer = start(new Producer());

    @Override
    public void begin(long operations, Finish finish) {
        counter.tell(new Open(finish));
        producer.tell(new Produce(operations, counter, finish));
    }
}
