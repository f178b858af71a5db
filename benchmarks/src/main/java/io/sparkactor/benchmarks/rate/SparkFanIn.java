package io.sparkactor.benchmarks.rate;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.benchmarks.measure.Books;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Eight Spark actors send to one, which tells each to go on after every window. Driven by one thread. */
public final class SparkFanIn implements Contender {

    sealed interface Receiving {}

    record Open(List<ActorRef<Sending>> senders, long each, Finish finish) implements Receiving {}

    record Item(int sender, long number) implements Receiving {}

    sealed interface Sending {}

    record Start(int self, long count, ActorRef<Receiving> receiver) implements Sending {}

    record GoOn() implements Sending {}

    static final class Receiver extends Actor<Receiving> {

        private final long[] expected = new long[Workload.SENDERS];
        private @Nullable Open work;

        @Override
        protected void process(Message<Receiving> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    Arrays.fill(expected, 0);
                }
                case Item item -> take(item, Objects.requireNonNull(work));
            }
        }

        private void take(Item item, Open work) {
            long next = expected[item.sender()]++;
            work.finish().expect(next, item.number());
            if (next + 1 == work.each()) {
                work.finish().reached();
            } else if ((next + 1) % Workload.WINDOW == 0) {
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
            for (int i = 0; i < Workload.WINDOW && sent < work.count(); i++) {
                tell(new Item(work.self(), sent++), work.receiver());
            }
        }
    }

    private final Syndicate syndicate = Syndicate.open("fan-in");
    private final ActorRef<Receiving> receiver = syndicate.createActor(Receiver::new);
    private final List<ActorRef<Sending>> senders = new ArrayList<>();
    private long messages;

    SparkFanIn() {
        for (int i = 0; i < Workload.SENDERS; i++) {
            senders.add(syndicate.createActor(Sender::new));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        long each = operations / senders.size();
        messages += each * senders.size();
        receiver.tell(new Open(senders, each, finish));
        for (int i = 0; i < senders.size(); i++) {
            senders.get(i).tell(new Start(i, each, receiver));
        }
    }

    @Override
    public int parties() {
        return senders.size();
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
