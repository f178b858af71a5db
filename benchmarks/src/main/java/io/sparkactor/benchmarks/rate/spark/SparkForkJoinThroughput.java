package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A thread outside sends to Spark actors in turn, which calculate a little for each message. Driven by one thread. */
public final class SparkForkJoinThroughput extends SparkContender {

    sealed interface Working {}

    record Open(long count, Finish finish) implements Working {}

    record Work(long number) implements Working {}

    static final class Worker extends Actor<Working> {

        private @Nullable Open open;
        private long done;

        @Override
        protected void process(Message<Working> message) {
            switch (message.content()) {
                case Open now -> {
                    open = now;
                    done = 0;
                }
                case Work(long number) -> work(number, Objects.requireNonNull(open));
            }
        }

        private void work(long number, Open open) {
            open.finish().expect(done++, number);
            Grain.calculate(number);
            if (done == open.count()) {
                open.finish().reached();
            }
        }
    }

    private final List<ActorRef<Working>> workers = new ArrayList<>();

    /** So many actors. */
    public SparkForkJoinThroughput(int size) {
        super("fork-join-throughput");
        for (int i = 0; i < size; i++) {
            workers.add(syndicate().createActor(Worker::new));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(operations + workers.size());
        long each = operations / workers.size();
        workers.forEach(worker -> worker.tell(new Open(each, finish)));
        for (long i = 0; i < each; i++) {
            for (ActorRef<Working> worker : workers) {
                worker.tell(new Work(i));
            }
        }
    }

    @Override
    public long parties(long operations) {
        return workers.size();
    }
}
