package io.sparkactor.benchmarks.backlog;

import io.sparkactor.benchmarks.rate.threads.ThreadActor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A virtual thread whose queue gets long. Driven by one thread. */
final class ThreadHoarder implements Hoarder {

    sealed interface Working {}

    record Begin(Round round) implements Working {}

    record Work(long number) implements Working {}

    static final class Worker extends ThreadActor<Working> {

        private @Nullable Round round;

        @Override
        protected void process(Working message) {
            switch (message) {
                case Begin(Round next) -> {
                    round = next;
                    next.gate();
                }
                case Work(long number) -> Objects.requireNonNull(round).work(number);
            }
        }
    }

    private final Worker worker = ThreadActor.started(new Worker());

    @Override
    public void begin(Round round) {
        worker.tell(new Begin(round));
    }

    @Override
    public void tell(long number) {
        worker.tell(new Work(number));
    }

    @Override
    public void close() {
        worker.end();
    }
}
