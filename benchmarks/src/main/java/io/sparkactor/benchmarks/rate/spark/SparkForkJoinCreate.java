package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;

/**
 * A Spark actor creates children; each gets one message, calculates a little, stops, and says so when it has stopped. Driven by one
 * thread.
 */
public final class SparkForkJoinCreate extends SparkContender {

    record Create(long count, Finish finish) {}

    record Work(long number) {}

    static final class Parent extends Actor<Create> {

        @Override
        protected void process(Message<Create> message) {
            Create work = message.content();
            for (long i = 0; i < work.count(); i++) {
                long number = i;
                tell(new Work(number), createActor(() -> new Worker(number, work.finish())));
            }
        }
    }

    static final class Worker extends Actor<Work> {

        private final long number;
        private final Finish finish;

        Worker(long number, Finish finish) {
            this.number = number;
            this.finish = finish;
        }

        @Override
        protected void process(Message<Work> message) {
            finish.expect(number, message.content().number());
            Grain.calculate(number);
            stop();
        }

        @Override
        protected void postStop() {
            finish.reached();
        }
    }

    private final ActorRef<Create> parent = syndicate().createActor(Parent::new);

    /** One actor, and the children of each round. */
    public SparkForkJoinCreate() {
        super("fork-join-create");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(operations + 1);
        parent.tell(new Create(operations, finish));
    }

    @Override
    public long parties(long operations) {
        return operations;
    }
}
