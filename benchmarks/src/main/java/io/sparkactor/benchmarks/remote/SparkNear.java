package io.sparkactor.benchmarks.remote;

import io.sparkactor.Actor;
import io.sparkactor.ActorContext;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Latencies;
import io.sparkactor.benchmarks.remote.SparkMessages.Ask;
import io.sparkactor.benchmarks.remote.SparkMessages.Begin;
import io.sparkactor.benchmarks.remote.SparkMessages.Count;
import io.sparkactor.benchmarks.remote.SparkMessages.Question;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spark actors that send and ask. Driven by one thread. */
final class SparkNear implements NearSide {

    private static final Item QUESTION = Item.of(0, RemoteRun.SMALL);

    static final class Sender extends Actor<Object> {

        private final ActorRef<Object> receiver;
        private @Nullable Window window;

        Sender(ActorRef<Object> receiver) {
            this.receiver = receiver;
        }

        @Override
        protected void process(Message<Object> message) {
            if (message.content() instanceof Burst burst) {
                window = new Window(burst);
                tell(new Begin(context().self(), burst.end()), receiver);
            }
            Window now = Objects.requireNonNull(window);
            if (message.content() instanceof Ack ack) {
                now.acknowledged(ack);
            }
            while (now.isOpen()) {
                tell(now.next(), receiver);
            }
        }
    }

    private final Syndicate syndicate;
    private final ActorRef<Object> receiver;
    private final ActorRef<Object> sender;
    private final ActorRef<Ask> asker;

    SparkNear(String place, Road road) {
        List<String> parts = List.of(place.split(" ", -1));
        syndicate = Syndicate.open("near", options -> options.remote(road.options()));
        SystemId far = new SystemId(parts.get(0));
        if (!road.connect(syndicate, far, parts.get(2)).awaitConnected(TIMEOUT)) {
            throw new IllegalStateException("no connection to " + place);
        }
        receiver = syndicate.ref(new ActorId(far, parts.get(1)), Object.class);
        sender = syndicate.createActor(() -> new Sender(receiver));
        asker = syndicate.createActor(Ask.class, this::askAll);
    }

    private void askAll(ActorContext<Ask> context, Message<Ask> message) {
        Ask work = message.content();
        long start = System.nanoTime();
        long before = start;
        for (long number = 0; before - start < work.time().toNanos(); number++) {
            RemoteRun.answered(number, ask(number));
            long now = System.nanoTime();
            work.latencies().record(now - before);
            before = now;
        }
        message.reply(work, 0);
    }

    @Override
    public void tell(Burst burst) {
        sender.tell(burst);
    }

    @Override
    public void askAsActor(Duration time, Latencies latencies) {
        asker.ask(new Ask(time, latencies), time.plus(TIMEOUT));
    }

    @Override
    public long ask(long number) {
        return receiver.ask(new Question(QUESTION.numbered(number)), TIMEOUT);
    }

    @Override
    public long arrived() {
        return receiver.ask(new Count(), TIMEOUT);
    }

    @Override
    public void check() {
        Books.allProcessed(syndicate, 1);
    }

    @Override
    public void close() {
        syndicate.close();
    }
}
