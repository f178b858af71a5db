package io.sparkactor.benchmarks.savina.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.LogisticMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A Pekko actor wants many terms of some series at once; each series has another actor calculate them one by one, and takes up what
 * comes meanwhile later. Driven by one thread.
 */
public final class PekkoLogisticMap extends PekkoContender<ActorRef<PekkoLogisticMap.Wanting>> {

    sealed interface Wanting {}

    record Open(long terms, Finish finish) implements Wanting {}

    record Last(int series, double term) implements Wanting {}

    sealed interface Running {}

    record Begin(Finish finish) implements Running {}

    record Next(long number) implements Running {}

    record Result(double term) implements Running {}

    record End() implements Running {}

    record Compute(double term, ActorRef<Running> series) {}

    static final class Master {

        private final int size;
        private final List<ActorRef<Running>> all = new ArrayList<>();
        private @Nullable Open work;
        private int ended;

        private Master(ActorContext<Wanting> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                ActorRef<Compute> computer = context.spawnAnonymous(Computer.create(LogisticMap.rate(i)));
                all.add(context.spawnAnonymous(Series.create(i, computer, context.getSelf())));
            }
        }

        static Behavior<Wanting> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context, size)::onMessage));
        }

        private Behavior<Wanting> onMessage(Wanting message) {
            switch (message) {
                case Open open -> open(open);
                case Last(int series, double term) -> last(series, term, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            ended = 0;
            for (ActorRef<Running> series : all) {
                series.tell(new Begin(open.finish()));
            }
            for (long i = 0; i < open.terms(); i++) {
                for (ActorRef<Running> series : all) {
                    series.tell(new Next(i));
                }
            }
            for (ActorRef<Running> series : all) {
                series.tell(new End());
            }
        }

        private void last(int series, double term, Open work) {
            work.finish().check(term == LogisticMap.term(series, work.terms()), "a series came to another term");
            ended++;
            if (ended == size) {
                work.finish().reached();
            }
        }
    }

    static final class Series {

        private final ActorContext<Running> context;
        private final int number;
        private final ActorRef<Compute> computer;
        private final ActorRef<Wanting> master;
        private final Deque<Running> later = new ArrayDeque<>();
        private @Nullable Finish finish;
        private boolean waiting;
        private double term;
        private long expected;

        private Series(
                ActorContext<Running> context, int number, ActorRef<Compute> computer, ActorRef<Wanting> master) {
            this.context = context;
            this.number = number;
            this.computer = computer;
            this.master = master;
        }

        static Behavior<Running> create(int number, ActorRef<Compute> computer, ActorRef<Wanting> master) {
            return Behaviors.setup(
                    context -> Behaviors.receiveMessage(new Series(context, number, computer, master)::onMessage));
        }

        private Behavior<Running> onMessage(Running work) {
            if (work instanceof Result result) {
                term = result.term();
                waiting = false;
                while (!waiting && !later.isEmpty()) {
                    handle(later.remove());
                }
            } else if (waiting) {
                later.add(work);
            } else {
                handle(work);
            }
            return Behaviors.same();
        }

        private void handle(Running work) {
            switch (work) {
                case Begin begin -> {
                    finish = begin.finish();
                    term = LogisticMap.start(number);
                    expected = 0;
                }
                case Next next -> {
                    Objects.requireNonNull(finish).expect(expected++, next.number());
                    waiting = true;
                    computer.tell(new Compute(term, context.getSelf()));
                }
                case End() -> master.tell(new Last(number, term));
                case Result result -> throw new IllegalStateException("nobody waits for " + result);
            }
        }
    }

    static final class Computer {

        private final double rate;

        private Computer(double rate) {
            this.rate = rate;
        }

        static Behavior<Compute> create(double rate) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Computer(rate)::onMessage));
        }

        private Behavior<Compute> onMessage(Compute work) {
            work.series().tell(new Result(LogisticMap.next(work.term(), rate)));
            return Behaviors.same();
        }
    }

    private final int size;

    /** So many series. */
    public PekkoLogisticMap(String settings, int size) {
        super(settings, context -> context.spawn(Master.create(size), "master"));
        this.size = size;
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations / size, finish));
    }
}
