package io.sparkactor.benchmarks.rate.pekko;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A token goes round in a circle of Pekko actors. Driven by one thread. */
public final class PekkoRing extends PekkoContender<List<ActorRef<PekkoRing.Circle>>> {

    sealed interface Circle {}

    record Join(ActorRef<Circle> next, int size, long first, Finish finish) implements Circle {}

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
            expected -= circle.size();
            if (left == 0) {
                circle.finish().reached();
            } else {
                circle.next().tell(new Token(left - 1));
            }
        }
    }

    /** So many actors. */
    public PekkoRing(String settings, int size) {
        super(
                settings,
                context -> IntStream.range(0, size)
                        .mapToObj(i -> context.spawn(Node.create(), "node-" + i))
                        .toList());
    }

    @Override
    public void begin(long operations, Finish finish) {
        List<ActorRef<Circle>> nodes = actors();
        int size = nodes.size();
        for (int i = size - 1; i >= 0; i--) {
            nodes.get(i).tell(new Join(nodes.get((i + 1) % size), size, operations - 1 - i, finish));
        }
        nodes.getFirst().tell(new Token(operations - 1));
    }
}
