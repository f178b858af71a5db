package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Product;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Spark actor gives parts of a matrix to others in turn, who send back the quarters or calculate them. Driven by one thread. */
public final class SparkProduct extends SparkContender {

    sealed interface Mastering {}

    record Open(long times, Finish finish) implements Mastering {}

    record More(Product.Part part) implements Mastering {}

    record Done() implements Mastering {}

    record Work(Product product, Product.Part part) {}

    static final class Master extends Actor<Mastering> {

        private final int size;
        private final List<ActorRef<Work>> workers = new ArrayList<>();
        private @Nullable Open work;
        private Product product = new Product();
        private long time;
        private long given;
        private long done;

        Master(int size) {
            this.size = size;
        }

        @Override
        protected void preStart() {
            for (int i = 0; i < size; i++) {
                workers.add(createActor(() -> new Worker(self())));
            }
        }

        @Override
        protected void process(Message<Mastering> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    time = 0;
                    begin();
                }
                case More(Product.Part part) -> give(part);
                case Done() -> done(Objects.requireNonNull(work));
            }
        }

        private void begin() {
            product = new Product();
            given = 0;
            done = 0;
            give(Product.Part.WHOLE);
        }

        private void give(Product.Part part) {
            tell(new Work(product, part), workers.get((int) (given++ % size)));
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

    static final class Worker extends Actor<Work> {

        private final ActorRef<Mastering> master;

        Worker(ActorRef<Mastering> master) {
            this.master = master;
        }

        @Override
        protected void process(Message<Work> message) {
            Work work = message.content();
            if (work.part().isSmallWork()) {
                work.product().calculate(work.part());
            } else {
                work.part().quarters(part -> tell(new More(part), master));
            }
            tell(new Done(), master);
        }
    }

    private final ActorRef<Mastering> master = syndicate().createActor(() -> new Master(Product.WORKERS));

    /** {@value Product#WORKERS} actors that multiply. */
    public SparkProduct() {
        super("product");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(2 * operations);
        master.tell(new Open(operations, finish));
    }
}
