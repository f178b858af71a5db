package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Values;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Values go through a chain of Pekko actors, each of which sorts them by one bit. Driven by one thread. */
public final class PekkoRadixSort extends PekkoContender<ActorRef<PekkoRadixSort.Sourcing>> {

    sealed interface Sourcing {}

    record Open(long count, Finish finish) implements Sourcing {}

    sealed interface Sorting {}

    record Begin(long[] values, Finish finish) implements Sorting {}

    record Value(long value) implements Sorting {}

    static final class Source {

        private final ActorRef<Sorting> first;
        private long[] values = {};

        private Source(ActorContext<Sourcing> context) {
            ActorRef<Sorting> next = context.spawnAnonymous(Last.create());
            for (int bit = Values.BITS - 1; bit >= 0; bit--) {
                next = context.spawnAnonymous(Sorter.create(1L << bit, next));
            }
            first = next;
        }

        static Behavior<Sourcing> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Source(context)::onMessage));
        }

        private Behavior<Sourcing> onMessage(Sourcing message) {
            switch (message) {
                case Open open -> open(open);
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            if (values.length != open.count()) {
                values = Values.draw(open.count());
            }
            first.tell(new Begin(values, open.finish()));
            for (long value : values) {
                first.tell(new Value(value));
            }
        }
    }

    static final class Sorter {

        private final long mask;
        private final ActorRef<Sorting> next;
        private long[] ones = {};
        private int oneCount;
        private int count;

        private Sorter(long mask, ActorRef<Sorting> next) {
            this.mask = mask;
            this.next = next;
        }

        static Behavior<Sorting> create(long mask, ActorRef<Sorting> next) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Sorter(mask, next)::onMessage));
        }

        private Behavior<Sorting> onMessage(Sorting message) {
            switch (message) {
                case Begin begin -> {
                    ones = new long[begin.values().length];
                    oneCount = 0;
                    count = 0;
                    next.tell(begin);
                }
                case Value(long value) -> sort(value);
            }
            return Behaviors.same();
        }

        private void sort(long value) {
            if ((value & mask) == 0) {
                next.tell(new Value(value));
            } else {
                ones[oneCount++] = value;
            }
            count++;
            if (count == ones.length) {
                for (int i = 0; i < oneCount; i++) {
                    next.tell(new Value(ones[i]));
                }
            }
        }
    }

    static final class Last {

        private @Nullable Begin work;
        private long[] sorted = {};
        private int count;

        static Behavior<Sorting> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Last()::onMessage));
        }

        private Behavior<Sorting> onMessage(Sorting message) {
            switch (message) {
                case Begin begin -> {
                    work = begin;
                    sorted = new long[begin.values().length];
                    count = 0;
                }
                case Value(long value) -> take(value, Objects.requireNonNull(work));
            }
            return Behaviors.same();
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

    /** A chain as long as the values are wide. */
    public PekkoRadixSort(String settings) {
        super(settings, context -> context.spawn(Source.create(), "source"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
