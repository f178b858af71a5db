package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Parts;
import io.sparkactor.benchmarks.compute.Values;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors part values and have two others sort the parts, until these are small. Driven by one thread. */
public final class PekkoQuicksort extends PekkoContender<ActorRef<PekkoQuicksort.Mastering>> {

    sealed interface Mastering {}

    record Open(long count, Finish finish) implements Mastering {}

    sealed interface Sorting {}

    record Sort(long[] values) implements Sorting {}

    record Sorted(boolean isLess, long[] values) implements Mastering, Sorting {}

    static final class Master {

        private final ActorContext<Mastering> context;
        private @Nullable Finish finish;
        private long[] values = {};
        private long sum;

        private Master(ActorContext<Mastering> context) {
            this.context = context;
        }

        static Behavior<Mastering> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context)::onMessage));
        }

        private Behavior<Mastering> onMessage(Mastering message) {
            switch (message) {
                case Open open -> open(open);
                case Sorted sorted -> sorted(sorted.values(), Objects.requireNonNull(finish));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            finish = open.finish();
            if (values.length != open.count()) {
                values = Values.draw(open.count());
                sum = Values.sum(values);
            }
            context.spawnAnonymous(Sorter.create(true, context.getSelf())).tell(new Sort(values));
        }

        private void sorted(long[] sorted, Finish finish) {
            finish.check(Values.areSorted(sorted), "the values are not sorted");
            finish.expect(values.length, sorted.length);
            finish.expect(sum, Values.sum(sorted));
            finish.reached();
        }
    }

    static final class Sorter {

        private final ActorContext<Sorting> context;
        private final boolean isLess;
        private final ActorRef<? super Sorted> parent;
        private @Nullable Parts parts;
        private long @Nullable [] less;
        private long @Nullable [] greater;

        private Sorter(ActorContext<Sorting> context, boolean isLess, ActorRef<? super Sorted> parent) {
            this.context = context;
            this.isLess = isLess;
            this.parent = parent;
        }

        static Behavior<Sorting> create(boolean isLess, ActorRef<? super Sorted> parent) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Sorter(context, isLess, parent)::onMessage));
        }

        private Behavior<Sorting> onMessage(Sorting message) {
            switch (message) {
                case Sort(long[] values) -> {
                    if (Parts.areFew(values)) {
                        parent.tell(new Sorted(isLess, Parts.sorted(values)));
                        return Behaviors.stopped();
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
                        parent.tell(new Sorted(isLess, Parts.join(less, equal, greater)));
                        return Behaviors.stopped();
                    }
                }
            }
            return Behaviors.same();
        }

        private void part(Parts parts) {
            this.parts = parts;
            context.spawnAnonymous(Sorter.create(true, context.getSelf())).tell(new Sort(parts.less()));
            context.spawnAnonymous(Sorter.create(false, context.getSelf())).tell(new Sort(parts.greater()));
        }
    }

    /** The actors that sort are made in each round. */
    public PekkoQuicksort(String settings) {
        super(settings, context -> context.spawn(Master.create(), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
