package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Values;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Values go through a chain of Spark actors, each of which sorts them by one bit. Driven by one thread. */
public final class SparkRadixSort extends SparkContender {

    sealed interface Sourcing {}

    record Open(long count, Finish finish) implements Sourcing {}

    sealed interface Sorting {}

    record Begin(long[] values, Finish finish) implements Sorting {}

    record Value(long value) implements Sorting {}

    static final class Source extends Actor<Sourcing> {

        private @Nullable ActorRef<Sorting> first;
        private long[] values = {};

        @Override
        protected void preStart() {
            ActorRef<Sorting> next = createActor(Last::new);
            for (int bit = Values.BITS - 1; bit >= 0; bit--) {
                long mask = 1L << bit;
                ActorRef<Sorting> behind = next;
                next = createActor(() -> new Sorter(mask, behind));
            }
            first = next;
        }

        @Override
        protected void process(Message<Sourcing> message) {
            switch (message.content()) {
                case Open open -> open(open, Objects.requireNonNull(first));
            }
        }

        private void open(Open open, ActorRef<Sorting> first) {
            if (values.length != open.count()) {
                values = Values.draw(open.count());
            }
            tell(new Begin(values, open.finish()), first);
            for (long value : values) {
                tell(new Value(value), first);
            }
        }
    }

    static final class Sorter extends Actor<Sorting> {

        private final long mask;
        private final ActorRef<Sorting> next;
        private long[] ones = {};
        private int oneCount;
        private int count;

        Sorter(long mask, ActorRef<Sorting> next) {
            this.mask = mask;
            this.next = next;
        }

        @Override
        protected void process(Message<Sorting> message) {
            switch (message.content()) {
                case Begin begin -> {
                    ones = new long[begin.values().length];
                    oneCount = 0;
                    count = 0;
                    tell(begin, next);
                }
                case Value(long value) -> sort(value);
            }
        }

        private void sort(long value) {
            if ((value & mask) == 0) {
                tell(new Value(value), next);
            } else {
                ones[oneCount++] = value;
            }
            count++;
            if (count == ones.length) {
                for (int i = 0; i < oneCount; i++) {
                    tell(new Value(ones[i]), next);
                }
            }
        }
    }

    static final class Last extends Actor<Sorting> {

        private @Nullable Begin work;
        private long[] sorted = {};
        private int count;

        @Override
        protected void process(Message<Sorting> message) {
            switch (message.content()) {
                case Begin begin -> {
                    work = begin;
                    sorted = new long[begin.values().length];
                    count = 0;
                }
                case Value(long value) -> take(value, Objects.requireNonNull(work));
            }
        }

        private void take(long value, Begin work) {
            sorted[count++] = value;
            if (count == sorted.length) {
                work.finish().check(Values.areSorted(sorted), "the values are not sorted");
                work.finish().expect(Values.sum(work.values()), Values.sum(sorted));
                work.finish().reached();
            }
        }
    }

    private final ActorRef<Sourcing> source = syndicate().createActor(Source::new);

    /** A chain as long as the values are wide. */
    public SparkRadixSort() {
        super("radix-sort");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending((Values.BITS + 1) * operations);
        source.tell(new Open(operations, finish));
    }
}
