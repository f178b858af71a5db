package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Integral;
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

/** Pekko actors each calculate a part of an area. Driven by one thread. */
public final class PekkoTrapezoid extends PekkoContender<ActorRef<PekkoTrapezoid.Mastering>> {

    sealed interface Mastering {}

    record Open(long pieces, Finish finish) implements Mastering {}

    record Area(int worker, double area) implements Mastering {}

    record Work(long first, long count, long all) {}

    static final class Master {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Finish finish;
        private double[] areas = {};
        private int done;

        private Master(ActorContext<Mastering> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                workers.add(context.spawnAnonymous(Worker.create(i, context.getSelf())));
            }
        }

        static Behavior<Mastering> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context, size)::onMessage));
        }

        private Behavior<Mastering> onMessage(Mastering message) {
            switch (message) {
                case Open open -> open(open);
                case Area(int worker, double area) -> add(worker, area, Objects.requireNonNull(finish));
            }
            return Behaviors.same();
        }

        private void open(Open open) {
            finish = open.finish();
            areas = new double[size];
            done = 0;
            long each = open.pieces() / size;
            for (int i = 0; i < size; i++) {
                workers.get(i).tell(new Work(i * each, each, open.pieces()));
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

    static final class Worker {

        private final int number;
        private final ActorRef<Mastering> master;

        private Worker(int number, ActorRef<Mastering> master) {
            this.number = number;
            this.master = master;
        }

        static Behavior<Work> create(int number, ActorRef<Mastering> master) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker(number, master)::onMessage));
        }

        private Behavior<Work> onMessage(Work work) {
            master.tell(new Area(number, Integral.area(work.first(), work.count(), work.all())));
            return Behaviors.same();
        }
    }

    /** So many actors that calculate. */
    public PekkoTrapezoid(String settings, int size) {
        super(settings, context -> context.spawn(Master.create(size), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
