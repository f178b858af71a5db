package io.sparkactor.benchmarks.first;

import io.sparkactor.benchmarks.rate.pekko.PekkoSystem;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** A Pekko actor that is idle most of the time. Thread-safe. */
final class PekkoSleeper implements Sleeper {

    record Call(long sent) {}

    static final class Sleeping {

        private final Arrivals arrivals;

        private Sleeping(Arrivals arrivals) {
            this.arrivals = arrivals;
        }

        static Behavior<Call> create(Arrivals arrivals) {
            return Behaviors.receiveMessage(new Sleeping(arrivals)::onMessage);
        }

        private Behavior<Call> onMessage(Call call) {
            arrivals.arrived(call.sent());
            return Behaviors.same();
        }
    }

    private final PekkoSystem<ActorRef<Call>> system;

    PekkoSleeper(Arrivals arrivals) {
        system = new PekkoSystem<>("", context -> context.spawn(Sleeping.create(arrivals), "sleeper"));
    }

    @Override
    public void tell(long sent) {
        system.actors().tell(new Call(sent));
    }

    @Override
    public void close() {
        system.close();
    }
}
