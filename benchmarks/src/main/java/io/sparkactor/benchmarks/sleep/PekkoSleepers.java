package io.sparkactor.benchmarks.sleep;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.PekkoSystem;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Pekko actors that sleep in their handlers, on its dispatcher of virtual threads. Driven by one thread. */
public final class PekkoSleepers implements SleepContender {

    private static final String SETTINGS =
            "blocking { type = Dispatcher, executor = virtual-thread-executor, throughput = 1 }";

    sealed interface Protocol {}

    record Sleep(int times, Finish finish) implements Protocol {}

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
                case Sleep(int times, Finish finish) -> {
                    Thread.sleep(MILLIS);
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

    private final PekkoSystem<List<ActorRef<Protocol>>> system;

    /** So many actors. */
    public PekkoSleepers(int count) {
        system = new PekkoSystem<>(
                SETTINGS,
                context -> IntStream.range(0, count)
                        .mapToObj(i -> context.spawn(
                                Sleeper.create(), "sleeper-" + i, DispatcherSelector.fromConfig("blocking")))
                        .toList());
    }

    @Override
    public void begin(int times, Finish finish) {
        system.actors().forEach(actor -> actor.tell(new Sleep(times, finish)));
    }

    @Override
    public void check() {
        // Pekko keeps no books
    }

    @Override
    public void close() {
        system.close();
    }
}
