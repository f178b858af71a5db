package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors send to one, which tells each to go on after every window. Driven by one thread. */
public final class PekkoFanIn extends PekkoContender<PekkoFanIn.Actors> {

    sealed interface Receiving {}

    record Open(List<ActorRef<Sending>> senders, long each, Finish finish) implements Receiving {}

    record Item(int sender, long number) implements Receiving {}

    sealed interface Sending {}

    record Start(int self, long count, ActorRef<Receiving> receiver) implements Sending {}

    record GoOn() implements Sending {}

    record Actors(ActorRef<Receiving> receiver, List<ActorRef<Sending>> senders) {}

    static final class Receiver {

        private long[] expected = {};
        private @Nullable Open work;

        static Behavior<Receiving> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Receiver()::onMessage));
        }

        private Behavior<Receiving> onMessage(Receiving message) {
            switch (message) {
                case Open open -> {
                    work = open;
                    expected = new long[open.senders().size()];
                }
                case Item item -> take(item, Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void take(Item item, Open work) {
            long next = expected[item.sender()]++;
            work.finish().expect(next, item.number());
            if (next + 1 == work.each()) {
                work.finish().reached();
            } else if ((next + 1) % Grain.WINDOW == 0) {
                work.senders().get(item.sender()).tell(new GoOn());
            }
        }
    }

    static final class Sender {

        private @Nullable Start work;
        private long sent;

        static Behavior<Sending> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Sender()::onMessage));
        }

        private Behavior<Sending> onMessage(Sending message) {
            switch (message) {
                case Start start -> {
                    work = start;
                    sent = 0;
                    sendWindow(start);
                }
                case GoOn() -> sendWindow(Objects.requireNonNull(work));
            }
            return Behaviors.same();
        }

        private void sendWindow(Start work) {
            for (int i = 0; i < Grain.WINDOW && sent < work.count(); i++) {
                work.receiver().tell(new Item(work.self(), sent++));
            }
        }
    }

    /** So many senders. */
    public PekkoFanIn(String settings, int size) {
        super(
                settings,
                context -> new Actors(
                        context.spawn(Receiver.create(), "receiver"),
                        IntStream.range(0, size)
                                .mapToObj(i -> context.spawn(Sender.create(), "sender-" + i))
                                .toList()));
    }

    @Override
    public void begin(long operations, Finish finish) {
        Actors actors = actors();
        List<ActorRef<Sending>> senders = actors.senders();
        long each = operations / senders.size();
        actors.receiver().tell(new Open(senders, each, finish));
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).tell(new Start(i, each, actors.receiver()));
        }
    }

    @Override
    public long parties(long operations) {
        return actors().senders().size();
    }
}
