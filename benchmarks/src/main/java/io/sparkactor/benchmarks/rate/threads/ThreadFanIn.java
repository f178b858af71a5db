package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.Grain;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Virtual threads send to one, which tells each to go on after every window. Driven by one thread. */
public final class ThreadFanIn extends ThreadContender {

    sealed interface Receiving {}

    record Open(List<Sender> senders, long each, Finish finish) implements Receiving {}

    record Item(int sender, long number) implements Receiving {}

    sealed interface Sending {}

    record Start(int self, long count, Receiver receiver) implements Sending {}

    record GoOn() implements Sending {}

    static final class Receiver extends ThreadActor<Receiving> {

        private long[] expected = {};
        private @Nullable Open work;

        @Override
        protected void process(Receiving message) {
            switch (message) {
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
                work.senders().get(item.sender()).tell(new GoOn());
            }
        }
    }

    static final class Sender extends ThreadActor<Sending> {

        private @Nullable Start work;
        private long sent;

        @Override
        protected void process(Sending message) {
            switch (message) {
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
                work.receiver().tell(new Item(work.self(), sent++));
            }
        }
    }

    private final Receiver receiver = start(new Receiver());
    private final List<Sender> senders = new ArrayList<>();

    /** So many senders. */
    public ThreadFanIn(int size) {
        for (int i = 0; i < size; i++) {
            senders.add(start(new Sender()));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        long each = operations / senders.size();
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
