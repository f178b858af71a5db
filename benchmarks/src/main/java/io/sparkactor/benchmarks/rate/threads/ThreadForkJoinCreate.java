package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;

/**
 * A virtual thread starts others; each gets one message, calculates a little, and ends with the word that it has. Driven by one
 * thread.
 */
public final class ThreadForkJoinCreate extends ThreadContender {

    record Create(long count, Finish finish) {}

    record Work(long number) {}

    static final class Parent extends ThreadActor<Create> {

        @Override
        protected void process(Create work) {
            for (long i = 0; i < work.count(); i++) {
                started(new Worker(i, work.finish())).tell(new Work(i));
            }
        }
    }

    static final class Worker extends ThreadActor<Work> {

        private final long number;
        private final Finish finish;

        Worker(long number, Finish finish) {
            this.number = number;
            this.finish = finish;
        }

        @Override
        protected void process(Work work) {
            finish.expect(number, work.number());
            Grain.calculate(number);
            end();
            finish.reached();
        }
    }

    private final Parent parent = start(new Parent());

    @Override
    public void begin(long operations, Finish finish) {
        parent.tell(new Create(operations, finish));
    }

    @Override
    public long parties(long operations) {
        return operations;
    }
}
