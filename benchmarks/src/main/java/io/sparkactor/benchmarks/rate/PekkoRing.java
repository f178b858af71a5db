package io.sparkactor.benchmarks.rate;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A token goes round in a circle of Pekko actors. Driven by one thread. */
public final class PekkoRing implements Contender {

    sealed interface Circle {}

    record Join(ActorRef<Circle> next, long first, Finish finish) implements Circle {}

    record Token(long left) implements Circle {}

    static final class Node {

        private @Nullable Join circle;
        private long expected;

        static Behavior<Circle> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Node()::onMessage));
        }

        private Behavior<Circle> onMessage(Circle message) {
            switch (message) {
                case Join join -> {
                    circle = join;
                    expected = join.first();
                }
                case Token(long left) -> pass(left, Objects.requireNonNull(circle));
            }
            return Behaviors.same();
        }

        private void pass(long left, Join circle) {
            circle.finish().expect(expected, left);
            expected -= Workload.RING_SIZE;
            if (left == 0) {
                circle.finish().reached();
            } else {
                circle.next().tell(new Token(left - 1));
            }
        }
    }

    private final PekkoSystem<List<ActorRef<Circle>>> system;

    PekkoRing(String settings) {
        system = new PekkoSystem<>(
                settings,
                context -> IntStream.range(0, Workload.RING_SIZE)
                        .mapToObj(i -> context.spawn(Node.create(), "node-" + i))
                        .toList());
    }

    @Override
    public void begin(long operations, Finish finish) {
        List<ActorRef<Circle>> nodes = system.actors();
        int size = nodes.size();
        for (int i = size - 1; i >= 0; i--) {
            nodes.get(i).tell(new Join(nodes.get((i + 1) % size), operations - 1 - i, finish));
        }
        nodes.getFirst().tell(new Token(operations - 1));
    }

    @Override
    public void check() {
        // Pekko keeps no books; the order was checked by the nodes
    }

    @Override
    public void close() {
        system.close();
    }
}
