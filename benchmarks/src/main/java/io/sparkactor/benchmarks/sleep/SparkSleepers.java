package io.sparkactor.benchmarks.sleep;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;

/** Spark actors that sleep in their handlers, as ordinary blocking code does. Driven by one thread. */
public final class SparkSleepers implements SleepContender {

    sealed interface Protocol {}

    record Sleep(int times, Finish finish) implements Protocol {}

    static final class Sleeper extends Actor<Protocol> {

        @Override
        protected void process(Message<Protocol> message) throws InterruptedException {
            switch (message.content()) {
                case Sleep(int times, Finish finish) -> {
                    Thread.sleep(MILLIS);
                    if (times > 1) {
                        tell(new Sleep(times - 1, finish), self());
                    } else {
                        finish.reached();
                    }
                }
            }
        }
    }

    private final Syndicate syndicate = Syndicate.open("sleepers");
    private final List<ActorRef<Protocol>> actors = new ArrayList<>();
    private long messages;

    /** So many actors. */
    public SparkSleepers(int count) {
        for (int i = 0; i < count; i++) {
            actors.add(syndicate.createActor(Sleeper::new));
        }
    }

    @Override
    public void begin(int times, Finish finish) {
        messages += (long) times * actors.size();
        actors.forEach(actor -> actor.tell(new Sleep(times, finish)));
    }

    @Override
    public void check() {
        Books.allProcessed(syndicate, messages);
    }

    @Override
    public void close() {
        syndicate.close();
    }
}
