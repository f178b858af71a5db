package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Relaxation;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A square of Spark actors, each a point that becomes more like its neighbours, whenever it knows what all of them are. Driven by
 * one thread.
 */
public final class SparkRelaxation extends SparkContender {

    sealed interface Mastering {}

    record Open(long steps, Finish finish) implements Mastering {}

    record Result(int point, double value) implements Mastering {}

    sealed interface Relaxing {}

    record Begin(double value, long steps, List<ActorRef<Relaxing>> all) implements Relaxing {}

    record Start() implements Relaxing {}

    record Other(int point, double value) implements Relaxing {}

    static final class Master extends Actor<Mastering> {

        private final List<ActorRef<Relaxing>> points = new ArrayList<>();
        private @Nullable Open work;
        private double[] values = {};
        private double[] expected = {};
        private long expectedAfter = -1;
        private int done;

        @Override
        protected void preStart() {
            for (int i = 0; i < Relaxation.SIDE * Relaxation.SIDE; i++) {
                int number = i;
                points.add(createActor(() -> new Point(number, self())));
            }
        }

        @Override
        protected void process(Message<Mastering> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Result(int point, double value) -> done(point, value, Objects.requireNonNull(work));
            }
        }

        private void open(Open open) {
            work = open;
            done = 0;
            values = Relaxation.start();
            for (int i = 0; i < values.length; i++) {
                tell(new Begin(values[i], open.steps(), points), points.get(i));
            }
            for (int i = 0; i < values.length; i++) {
                if (Relaxation.isRed(i)) {
                    tell(new Start(), points.get(i));
                }
            }
        }

        private void done(int point, double value, Open work) {
            values[point] = value;
            done++;
            if (done == values.length) {
                work.finish().check(Arrays.equals(expected(work.steps()), values), "a value is wrong");
                work.finish().reached();
            }
        }

        /** Calculated in the first round alone, which is not measured. */
        private double[] expected(long steps) {
            if (expectedAfter != steps) {
                expected = Relaxation.after(steps);
                expectedAfter = steps;
            }
            return expected;
        }
    }

    static final class Point extends Actor<Relaxing> {

        private final int number;
        private final ActorRef<Mastering> master;
        private final boolean isRed;
        private final int[] neighbours;
        private final double[] others;
        private List<ActorRef<Relaxing>> all = List.of();
        private double value;
        private long left;
        private int known;

        Point(int number, ActorRef<Mastering> master) {
            this.number = number;
            this.master = master;
            isRed = Relaxation.isRed(number);
            neighbours = Relaxation.neighbours(number);
            others = new double[neighbours.length];
        }

        @Override
        protected void process(Message<Relaxing> message) {
            switch (message.content()) {
                case Begin begin -> {
                    value = begin.value();
                    left = begin.steps();
                    all = begin.all();
                    known = 0;
                }
                case Start() -> show();
                case Other(int point, double other) -> {
                    learn(point, other);
                    if (known == others.length) {
                        step();
                    }
                }
            }
        }

        private void learn(int point, double other) {
            int place = 0;
            while (neighbours[place] != point) {
                place++;
            }
            others[place] = other;
            known++;
        }

        private void step() {
            known = 0;
            value = Relaxation.next(value, others);
            left--;
            if (left > 0 || !isRed) {
                show();
            }
            if (left == 0) {
                tell(new Result(number, value), master);
            }
        }

        private void show() {
            for (int neighbour : neighbours) {
                tell(new Other(number, value), all.get(neighbour));
            }
        }
    }

    private final ActorRef<Mastering> master = syndicate().createActor(Master::new);

    /** An actor for each point. */
    public SparkRelaxation() {
        super("relaxation");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(4 * Relaxation.SIDE * (Relaxation.SIDE - 1) * operations);
        master.tell(new Open(operations, finish));
    }
}
