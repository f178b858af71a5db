package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Spark actors send to one, which tells each to go on after every window. Driven by one thread. */
public final class SparkFanIn extends SparkContender {

    sealed interface Receiving {}

    record Open(List<ActorRef<Sending>> senders, long each, Finish finish) implements Receiving {}

    record Item(int sender, long number) implements Receiving {}

    sealed interface Sending {}

    record Start(int self, long count, ActorRef<Receiving> receiver) implements Sending {}

    record GoOn() implements Sending {}

    static final class Receiver extends Actor<Receiving> {

        private long[] expected = {};
        private @Nullable Open work;

        @Override
        protected void process(Message<Receiving> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    expected = new long[open.senders().size()];
                }
                case Item item -> take(item, Objects.requireNonNull(work));
            }
        }

        private void take(Item item, Open work) {
            long next = expected[item.sender()]++;
            work.finish().expect(next, item.number());
            if (next + 1 == work.each()) {
                work.finish().reached();
            } else if ((next + 1) % Grain.WINDOW == 0) {
                tell(new GoOn(), work.senders().get(item.sender()));
            }
        }
    }

    static final class Sender extends Actor<Sending> {

        private @Nullable Start work;
        private long sent;

        @Override
        protected void process(Message<Sending> message) {
            switch (message.content()) {
                case Start start -> {
                    work = start;
                    sent = 0;
                    sendWindow(start);
                }
                case GoOn() -> sendWindow(Objects.requireNonNull(work));
            }
        }

        private void sendWindow(Start work) {
            for (int i = 0; i < Grain.WINDOW && sent < work.count(); i++) {
                tell(new Item(work.self(), sent++), work.receiver());
            }
        }
    }

    private final ActorRef<Receiving> receiver = syndicate().createActor(Receiver::new);
    private final List<ActorRef<Sending>> senders = new ArrayList<>();

    /** So many senders. */
    public SparkFanIn(int size) {
        super("fan-in");
        for (int i = 0; i < size; i++) {
            senders.add(syndicate().createActor(Sender::new));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        long each = operations / senders.size();
        sending(each * senders.size());
        receiver.tell(new Open(senders, each, finish));
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).tell(new Start(i, each, receiver));
        }
    }

    @Override
    public long parties(long operations) {
        return senders.size();
    }
}
