package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko actors that sleep in their handlers, on its dispatcher of virtual threads. Driven by one thread. */
public final class PekkoSleepers extends PekkoContender<List<ActorRef<PekkoSleepers.Protocol>>> {

    sealed interface Protocol {}

    record Sleep(long times, Finish finish) implements Protocol {}

    static final class Sleeper {

        private final ActorContext<Protocol> context;

        private Sleeper(ActorContext<Protocol> context) {
            this.context = context;
        }

        static Behavior<Protocol> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Sleeper(context)::onMessage));
        }

        private Behavior<Protocol> onMessage(Protocol message) throws InterruptedException {
            switch (message) {
                case Sleep(long times, Finish finish) -> {
                    Thread.sleep(Grain.SLEEP);
                    if (times > 1) {
                        context.getSelf().tell(new Sleep(times - 1, finish));
                    } else {
                        finish.reached();
                    }
                }
            }
            return Behaviors.same();
        }
    }

    /** So many actors; the settings have a dispatcher named "blocking". */
    public PekkoSleepers(String settings, int size) {
        super(
                settings,
                context -> IntStream.range(0, size)
                        .mapToObj(i -> context.spawn(
                                Sleeper.create(), "sleeper-" + i, DispatcherSelector.fromConfig("blocking")))
                        .toList());
    }

    @Override
    public void begin(long operations, Finish finish) {
        long times = operations / actors().size();
        actors().forEach(actor -> actor.tell(new Sleep(times, finish)));
    }

    @Override
    public long parties(long operations) {
        return actors().size();
    }
}
