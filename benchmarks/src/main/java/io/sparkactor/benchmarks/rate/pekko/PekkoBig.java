package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** Pekko actors ping one another by chance, each again when its pong has come. Driven by one thread. */
public final class PekkoBig extends PekkoContender<List<ActorRef<PekkoBig.Big>>> {

    sealed interface Big {}

    record Open(List<ActorRef<Big>> all, int self, long pings, Finish finish) implements Big {}

    record Start() implements Big {}

    record Ping(int from, long number) implements Big {}

    record Pong(long number) implements Big {}

    static final class Peer {

        private final SplittableRandom chance;
        private @Nullable Open work;
        private long sent;

        private Peer(long seed) {
            chance = new SplittableRandom(seed);
        }

        static Behavior<Big> create(long seed) {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Peer(seed)::onMessage));
        }

        private Behavior<Big> onMessage(Big message) {
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
            return Behaviors.same();
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
            all.get(chance.nextInt(all.size())).tell(new Ping(work.self(), ++sent));
        }
    }

    /** So many actors. */
    public PekkoBig(String settings, int size) {
        super(
                settings,
                context -> IntStream.range(0, size)
                        .mapToObj(i -> context.spawn(Peer.create(i), "peer-" + i))
                        .toList());
    }

    @Override
    public void begin(long operations, Finish finish) {
        List<ActorRef<Big>> peers = actors();
        int size = peers.size();
        for (int i = 0; i < size; i++) {
            peers.get(i).tell(new Open(peers, i, operations / size, finish));
        }
        peers.forEach(peer -> peer.tell(new Start()));
    }

    @Override
    public long parties(long operations) {
        return actors().size();
    }
}
