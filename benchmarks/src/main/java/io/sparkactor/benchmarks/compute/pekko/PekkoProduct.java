package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Product;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A Pekko actor gives parts of a matrix to others in turn, who send back the quarters or calculate them. Driven by one thread. */
public final class PekkoProduct extends PekkoContender<ActorRef<PekkoProduct.Mastering>> {

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record More(Product.Part part) implements Mastering {}

    record Done() implements Mastering {}

    record Work(Product product, Product.Part part) {}

    static final class Master {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Open work;
        private Product product = new Product();
        private long time;
        private long given;
        private long done;

        private Master(ActorContext<Mastering> context, int size) {
            this.size = size;
            for (int i = 0; i < size; i++) {
                workers.add(context.spawnAnonymous(Worker.create(context.getSelf())));
            }
        }

        static Behavior<Mastering> create(int size) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Master(context, size)::onMessage));
        }

        private Behavior<Mastering> onMessage(Mastering message) {
            switch (message) {
                case Open open -> {
                    work = open;
                    time = 0;
                    begin();
                }
                case More(Product.Part part) -> give(part);
                case Done() -> done(Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void begin() {
            product = new Product();
            given = 0;
            done = 0;
            give(Product.Part.WHOLE);
        }

        private void give(Product.Part part) {
            workers.get((int) (given++ % size)).tell(new Work(product, part));
        }

        private void done(Open work) {
            done++;
            if (done < given) {
                return;
            }
            work.finish().check(product.isRight(), "the product is wrong");
            time++;
            if (time < work.times()) {
                begin();
            } else {
                work.finish().reached();
            }
        }
    }

    static final class Worker {

        private final ActorRef<Mastering> master;

        private Worker(ActorRef<Mastering> master) {
            this.master = master;
        }

        static Behavior<Work> create(ActorRef<Mastering> master) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker(master)::onMessage));
        }

        private Behavior<Work> onMessage(Work work) {
            if (work.part().isSmallWork()) {
                work.product().calculate(work.part());
            } else {
                work.part().quarters(part -> master.tell(new More(part)));
            }
            master.tell(new Done());
            return Behaviors.same();
        }
    }

    /** {@value Product#WORKERS} actors that multiply. */
    public PekkoProduct(String settings) {
        super(settings, context -> context.spawn(Master.create(Product.WORKERS), "master"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
