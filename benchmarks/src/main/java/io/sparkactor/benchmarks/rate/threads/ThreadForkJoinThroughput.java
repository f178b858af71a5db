package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A thread outside sends to virtual threads in turn, which calculate a little for each message. Driven by one thread. */
public final class ThreadForkJoinThroughput extends ThreadContender {

    sealed interface Working {}

    record Open(long count, Finish finish) implements Working {}

    record Work(long number) implements Working {}

    static final class Worker extends ThreadActor<Working> {

        private @Nullable Open open;
        private long done;

        @Override
        protected void process(Working message) {
            switch (message) {
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

    private final List<Worker> workers = new ArrayList<>();

    /** So many actors. */
    public ThreadForkJoinThroughput(int size) {
        for (int i = 0; i < size; i++) {
            workers.add(start(new Worker()));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        long each = operations / workers.size();
        workers.forEach(worker -> worker.tell(new Open(each, finish)));
        for (long i = 0; i < each; i++) {
            for (Worker worker : workers) {
                worker.tell(new Work(i));
            }
        }
    }

    @Override
    public long parties(long operations) {
        return workers.size();
    }
}
