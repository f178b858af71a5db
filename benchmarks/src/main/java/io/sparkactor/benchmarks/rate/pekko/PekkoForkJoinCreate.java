package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/**
 * A Pekko actor spawns children; each gets one message, calculates a little, stops, and says so when it has stopped. Driven by one
 * thread.
 */
public final class PekkoForkJoinCreate extends PekkoContender<ActorRef<PekkoForkJoinCreate.Create>> {

    record Create(long count, Finish finish) {}

    record Work(long number) {}

    static final class Parent {

        private final ActorContext<Create> context;

        private Parent(ActorContext<Create> context) {
            this.context = context;
        }

        static Behavior<Create> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Parent(context)::onMessage));
        }

        private Behavior<Create> onMessage(Create work) {
            for (long i = 0; i < work.count(); i++) {
                context.spawnAnonymous(Worker.create(i, work.finish())).tell(new Work(i));
            }
            return Behaviors.same();
        }
    }

    static final class Worker {

        private final long number;
        private final Finish finish;

        private Worker(long number, Finish finish) {
            this.number = number;
            this.finish = finish;
        }

        static Behavior<Work> create(long number, Finish finish) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Worker(number, finish)::onMessage));
        }

        private Behavior<Work> onMessage(Work work) {
            finish.expect(number, work.number());
            Grain.calculate(number);
            return Behaviors.stopped(finish::reached);
        }
    }

    /** One actor, and the children of each round. */
    public PekkoForkJoinCreate(String settings) {
        super(settings, context -> context.spawn(Parent.create(), "parent"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Create(operations, finish));
    }

    @Override
    public long parties(long operations) {
        return operations;
    }
}
