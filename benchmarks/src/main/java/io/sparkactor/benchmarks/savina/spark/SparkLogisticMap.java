package io.sparkactor.benchmarks.savina.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.LogisticMap;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A Spark actor wants many terms of some series at once; each series has another actor calculate them one by one, and takes up what
 * comes meanwhile later. Driven by one thread.
 */
public final class SparkLogisticMap extends SparkContender {

    sealed interface Wanting {}

    record Open(long terms, Finish finish) implements Wanting {}

    record Last(int series, double term) implements Wanting {}

    sealed interface Running {}

    record Begin(Finish finish) implements Running {}

    record Next(long number) implements Running {}

    record Result(double term) implements Running {}

    record End() implements Running {}

    record Compute(double term, ActorRef<Running> series) {}

    static final class Master extends Actor<Wanting> {

        private final int size;
        private final List<ActorRef<Running>> all = new ArrayList<>();
        private @Nullable Open work;
        private int ended;

        Master(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                int number = i;
                ActorRef<Compute> computer = createActor(() -> new Computer(LogisticMap.rate(number)));
                all.add(createActor(() -> new Series(number, computer, self())));
            }
        }

        @Override
        protected void process(Message<Wanting> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Last(int series, double term) -> last(series, term, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            ended = 0;
            for (ActorRef<Running> series : all) {
                tell(new Begin(open.finish()), series);
            }
            for (long i = 0; i < open.terms(); i++) {
                for (ActorRef<Running> series : all) {
                    tell(new Next(i), series);
                }
            }
            for (ActorRef<Running> series : all) {
                tell(new End(), series);
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

    static final class Series extends Actor<Running> {

        private final int number;
        private final ActorRef<Compute> computer;
        private final ActorRef<Wanting> master;
        private final Deque<Running> later = new ArrayDeque<>();
        private @Nullable Finish finish;
        private boolean waiting;
        private double term;
        private long expected;

        Series(int number, ActorRef<Compute> computer, ActorRef<Wanting> master) {
            this.number = number;
            this.computer = computer;
            this.master = master;
        }

        @Override
        protected void process(Message<Running> message) {
            Running work = message.content();
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
                    tell(new Compute(term, self()), computer);
                }
                case End() -> tell(new Last(number, term), master);
                case Result result -> throw new IllegalStateException("nobody waits for " + result);
            }
        }
    }

    static final class Computer extends Actor<Compute> {

        private final double rate;

        Computer(double rate) {
            this.rate = rate;
        }

        @Override
        protected void process(Message<Compute> message) {
            Compute work = message.content();
            tell(new Result(LogisticMap.next(work.term(), rate)), work.series());
        }
    }

    private final int size;
    private final ActorRef<Wanting> master;

    /** So many series. */
    public SparkLogisticMap(int size) {
        super("logistic-map");
        this.size = size;
        master = syndicate().createActor(() -> new Master(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(3 * operations + 1);
        master.tell(new Open(operations / size, finish));
    }
}
