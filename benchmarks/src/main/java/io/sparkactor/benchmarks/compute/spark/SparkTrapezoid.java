package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Integral;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spark actors each calculate a part of an area. Driven by one thread. */
public final class SparkTrapezoid extends SparkContender {

    sealed interface Mastering {}

    record Open(long pieces, Finish finish) implements Mastering {}

    record Area(int worker, double area) implements Mastering {}

    record Work(long first, long count, long all) {}

    static final class Master extends Actor<Mastering> {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Finish finish;
        private double[] areas = {};
        private int done;

        Master(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                int number = i;
                workers.add(createActor(() -> new Worker(number, self())));
            }
        }

        @Override
        protected void process(Message<Mastering> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Area(int worker, double area) -> add(worker, area, Objects.requireNonNull(finish));
            }
        }

        private void open(Open open) {
            finish = open.finish();
            areas = new double[size];
            done = 0;
            long each = open.pieces() / size;
            for (int i = 0; i < size; i++) {
                tell(new Work(i * each, each, open.pieces()), workers.get(i));
            }
        }

        private void add(int worker, double area, Finish finish) {
            areas[worker] = area;
            done++;
            if (done == size) {
                double sum = Arrays.stream(areas).sum();
                finish.check(Integral.isWhole(sum), "the area is " + sum);
                finish.reached();
            }
        }
    }

    static final class Worker extends Actor<Work> {

        private final int number;
        private final ActorRef<Mastering> master;

        Worker(int number, ActorRef<Mastering> master) {
            this.number = number;
            this.master = master;
        }

        @Override
        protected void process(Message<Work> message) {
            Work work = message.content();
            tell(new Area(number, Integral.area(work.first(), work.count(), work.all())), master);
        }
    }

    private final ActorRef<Mastering> master;

    /** So many actors that calculate. */
    public SparkTrapezoid(int size) {
        super("trapezoid");
        master = syndicate().createActor(() -> new Master(size));
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(2);
        master.tell(new Open(operations, finish));
    }
}
