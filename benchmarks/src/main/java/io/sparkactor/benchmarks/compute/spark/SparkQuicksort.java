package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Parts;
import io.sparkactor.benchmarks.compute.Values;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spark actors part values and have two others sort the parts, until these are small. Driven by one thread. */
public final class SparkQuicksort extends SparkContender {

    sealed interface Mastering {}

    record Open(long count, Finish finish) implements Mastering {}

    sealed interface Sorting {}

    record Sort(long[] values) implements Sorting {}

    record Sorted(boolean isLess, long[] values) implements Mastering, Sorting {}

    static final class Master extends Actor<Mastering> {

        private @Nullable Finish finish;
        private long[] values = {};
        private long sum;

        @Override
        protected void process(Message<Mastering> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Sorted sorted -> sorted(sorted.values(), Objects.requireNonNull(finish));
            }
        }

        private void open(Open open) {
            finish = open.finish();
            if (values.length != open.count()) {
                values = Values.draw(open.count());
                sum = Values.sum(values);
            }
            tell(new Sort(values), createActor(() -> new Sorter(true, self())));
        }

        private void sorted(long[] sorted, Finish finish) {
            finish.check(Values.areSorted(sorted), "the values are not sorted");
            finish.expect(values.length, sorted.length);
            finish.expect(sum, Values.sum(sorted));
            finish.reached();
        }
    }

    static final class Sorter extends Actor<Sorting> {

        private final boolean isLess;
        private final ActorRef<? super Sorted> parent;
        private @Nullable Parts parts;
        private long @Nullable [] less;
        private long @Nullable [] greater;

        Sorter(boolean isLess, ActorRef<? super Sorted> parent) {
            this.isLess = isLess;
            this.parent = parent;
        }

        @Override
        protected void process(Message<Sorting> message) {
            switch (message.content()) {
                case Sort(long[] values) -> {
                    if (Parts.areFew(values)) {
                        tell(new Sorted(isLess, Parts.sorted(values)), parent);
                        stop();
                    } else {
                        part(Parts.of(values));
                    }
                }
                case Sorted sorted -> {
                    if (sorted.isLess()) {
                        less = sorted.values();
                    } else {
                        greater = sorted.values();
                    }
                    if (less != null && greater != null) {
                        long[] equal = Objects.requireNonNull(parts).equal();
                        tell(new Sorted(isLess, Parts.join(less, equal, greater)), parent);
                        stop();
                    }
                }
            }
        }

        private void part(Parts parts) {
            this.parts = parts;
            tell(new Sort(parts.less()), createActor(() -> new Sorter(true, self())));
            tell(new Sort(parts.greater()), createActor(() -> new Sorter(false, self())));
        }
    }

    private final ActorRef<Mastering> master = syndicate().createActor(Master::new);

    /** The actors that sort are made in each round. */
    public SparkQuicksort() {
        super("quicksort");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(3);
        master.tell(new Open(operations, finish));
    }
}
