package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Virtual threads ping one another by chance, each again when its pong has come. Driven by one thread. */
public final class ThreadBig extends ThreadContender {

    sealed interface Big {}

    record Open(List<Peer> all, int self, long pings, Finish finish) implements Big {}

    record Start() implements Big {}

    record Ping(int from, long number) implements Big {}

    record Pong(long number) implements Big {}

    static final class Peer extends ThreadActor<Big> {

        private final SplittableRandom chance;
        private @Nullable Open work;
        private long sent;

        Peer(long seed) {
            chance = new SplittableRandom(seed);
        }

        @Override
        protected void process(Big message) {
            switch (message) {
                case Open open -> {
                    work = open;
                    sent = 0;
                }
                case Start() -> ping(Objects.requireNonNull(work));
                case Ping(int from, long number) ->
                    Objects.requireNonNull(work).all().get(from).tell(new Pong(number));
                case Pong(long number) -> next(number, Objects.requireNonNull(work));
            }
        }

        private void next(long number, Open work) {
            work.finish().expect(sent, number);
            if (sent == work.pings()) {
                work.finish().reached();
            } else {
                ping(work);
            }
        }

        private void ping(Open work) {
            List<Peer> all = work.all();
            all.get(chance.nextInt(all.size())).tell(new Ping(work.self(), ++sent));
        }
    }

    private final List<Peer> peers = new ArrayList<>();

    /** So many actors. */
    public ThreadBig(int size) {
        for (int i = 0; i < size; i++) {
            peers.add(start(new Peer(i)));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        int size = peers.size();
        for (int i = 0; i < size; i++) {
            peers.get(i).tell(new Open(peers, i, operations / size, finish));
        }
        peers.forEach(peer -> peer.tell(new Start()));
    }

    @Override
    public long parties(long operations) {
        return peers.size();
    }
}
