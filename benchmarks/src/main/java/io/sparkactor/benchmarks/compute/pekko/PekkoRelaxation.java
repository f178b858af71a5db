package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Relaxation;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/**
 * A square of Pekko actors, each a point that becomes more like its neighbours, whenever it knows what all of them are. Driven by
 * one thread.
 */
public final class PekkoRelaxation extends PekkoContender<ActorRef<PekkoRelaxation.Mastering>> {

    sealed interface Mastering {}

    record Open(long steps, Finish finish) implements Mastering {}

    record Result(int point, double value) implements Mastering {}

    sealed interface Relaxing {}

    record Begin(double value, long steps, List<ActorRef<Relaxing>> all) implements Relaxing {}

    record Start() implements Relaxing {}

    record Other(int point, double value) implements Relaxing {}

    static final class Master {

        private final List<ActorRef<Relaxing>> points = new ArrayList<>();
        private @Nullable Open work;
        private double[] values = {};
        private double[] expected = {};
        private long expectedAfter = -1;
        private int done;

        private Master(ActorContext<Mastering> context) {
            for (int i = 0; i < Relaxation.SIDE * Relaxation.SIDE; i++) {
                points.add(context.spawnAnonymous(Point.create(i, context.getSelf())));
            }
        }

        static Behavior<Mastering> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context)::onMessage));
        }

        private Behavior<Mastering> onMessage(Mastering message) {
            switch (message) {
                case Open open -> open(open);
                case Result(int point, double value) -> done(point, value, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            work = open;
            done = 0;
            values = Relaxation.start();
            for (int i = 0; i < values.length; i++) {
                points.get(i).tell(new Begin(values[i], open.steps(), points));
            }
            for (int i = 0; i < values.length; i++) {
                if (Relaxation.isRed(i)) {
                    points.get(i).tell(new Start());
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

    static final class Point {

        private final int number;
        private final ActorRef<Mastering> master;
        private final boolean isRed;
        private final int[] neighbours;
        private final double[] others;
        private List<ActorRef<Relaxing>> all = List.of();
        private double value;
        private long left;
        private int known;

        private Point(int number, ActorRef<Mastering> master) {
            this.number = number;
            this.master = master;
            isRed = Relaxation.isRed(number);
            neighbours = Relaxation.neighbours(number);
            others = new double[neighbours.length];
        }

        static Behavior<Relaxing> create(int number, ActorRef<Mastering> master) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Point(number, master)::onMessage));
        }

        private Behavior<Relaxing> onMessage(Relaxing message) {
            switch (message) {
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
            return Behaviors.same();
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
                master.tell(new Result(number, value));
            }
        }

        private void show() {
            for (int neighbour : neighbours) {
                all.get(neighbour).tell(new Other(number, value));
            }
        }
    }

    /** An actor for each point. */
    public PekkoRelaxation(String settings) {
        super(settings, context -> context.spawn(Master.create(), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
