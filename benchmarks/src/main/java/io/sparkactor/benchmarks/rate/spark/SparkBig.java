package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Spark actors ping one another by chance, each again when its pong has come. Driven by one thread. */
public final class SparkBig extends SparkContender {

    sealed interface Big {}

    record Open(List<ActorRef<Big>> all, int self, long pings, Finish finish) implements Big {}

    record Start() implements Big {}

    record Ping(int from, long number) implements Big {}

    record Pong(long number) implements Big {}

    static final class Peer extends Actor<Big> {

        private final SplittableRandom chance;
        private @Nullable Open work;
        private long sent;

        Peer(long seed) {
            chance = new SplittableRandom(seed);
        }

        @Override
        protected void process(Message<Big> message) {
            switch (message.content()) {
                case Open open -> {
                    work = open;
                    sent = 0;
                }
                case Start() -> ping(Objects.requireNonNull(work));
                case Ping(int from, long number) ->
                    tell(new Pong(number), Objects.requireNonNull(work).all().get(from));
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
            List<ActorRef<Big>> all = work.all();
            tell(new Ping(work.self(), ++sent), all.get(chance.nextInt(all.size())));
        }
    }

    private final List<ActorRef<Big>> peers = new ArrayList<>();

    /** So many actors. */
    public SparkBig(int size) {
        super("big");
        for (int i = 0; i < size; i++) {
            long seed = i;
            peers.add(syndicate().createActor(() -> new Peer(seed)));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        int size = peers.size();
        sending(2 * operations + 2L * size);
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
