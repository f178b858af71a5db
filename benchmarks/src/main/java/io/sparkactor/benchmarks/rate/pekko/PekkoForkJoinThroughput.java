package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A thread outside sends to Pekko actors in turn, which calculate a little for each message. Driven by one thread. */
public final class PekkoForkJoinThroughput extends PekkoContender<List<ActorRef<PekkoForkJoinThroughput.Working>>> {

    sealed interface Working {}

    record Open(long count, Finish finish) implements Working {}

    record Work(long number) implements Working {}

    static final class Worker {

        private @Nullable Open open;
        private long done;

        static Behavior<Working> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker()::onMessage));
        }

        private Behavior<Working> onMessage(Working message) {
            switch (message) {
                case Open now -> {
                    open = now;
                    done = 0;
                }
                case Work(long number) -> work(number, Objects.requireNonNull(open));
            }
            return Behaviors.same();
        }

        private void work(long number, Open open) {
            open.finish().expect(done++, number);
            Grain.calculate(number);
            if (done == open.count()) {
                open.finish().reached();
            }
        }
    }

    /** So many actors. */
    public PekkoForkJoinThroughput(String settings, int size) {
        super(
                settings,
                context -> IntStream.range(0, size)
                        .mapToObj(i -> context.spawn(Worker.create(), "worker-" + i))
                        .toList());
    }

    @Override
    public void begin(long operations, Finish finish) {
        List<ActorRef<Working>> workers = actors();
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
        return actors().size();
    }
}
