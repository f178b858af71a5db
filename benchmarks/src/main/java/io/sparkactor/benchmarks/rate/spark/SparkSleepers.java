package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.ArrayList;
import java.util.List;

/** Spark actors that sleep in their handlers, as ordinary blocking code does. Driven by one thread. */
public final class SparkSleepers extends SparkContender {

    sealed interface Protocol {}

    record Sleep(long times, Finish finish) implements Protocol {}

    static final class Sleeper extends Actor<Protocol> {

        @Override
        protected void process(Message<Protocol> message) throws InterruptedException {
            switch (message.content()) {
                case Sleep(long times, Finish finish) -> {
                    Thread.sleep(Grain.SLEEP);
                    if (times > 1) {
                        tell(new Sleep(times - 1, finish), self());
                    } else {
                        finish.reached();
                    }
                }
            }
        }
    }

    private final List<ActorRef<Protocol>> actors = new ArrayList<>();

    /** So many actors. */
    public SparkSleepers(int size) {
        super("sleepers");
        for (int i = 0; i < size; i++) {
            actors.add(syndicate().createActor(Sleeper::new));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(operations);
        long times = operations / actors.size();
        actors.forEach(actor -> actor.tell(new Sleep(times, finish)));
    }

    @Override
    public long parties(long operations) {
        return actors.size();
    }
}
