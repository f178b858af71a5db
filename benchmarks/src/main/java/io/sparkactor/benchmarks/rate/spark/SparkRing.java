package io.sparkactor.benchmarks.rate.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A token goes round in a circle of Spark actors. Driven by one thread. */
public final class SparkRing extends SparkContender {

    sealed interface Circle {}

    record Join(ActorRef<Circle> next, int size, long first, Finish finish) implements Circle {}

    record Token(long left) implements Circle {}

    static final class Node extends Actor<Circle> {

        private @Nullable Join circle;
        private long expected;

        @Override
        protected void process(Message<Circle> message) {
            switch (message.content()) {
                case Join join -> {
                    circle = join;
                    expected = join.first();
                }
                case Token(long left) -> pass(left, Objects.requireNonNull(circle));
            }
        }

        private void pass(long left, Join circle) {
            circle.finish().expect(expected, left);
            expected -= circle.size();
            if (left == 0) {
                circle.finish().reached();
            } else {
                tell(new Token(left - 1), circle.next());
            }
        }
    }

    private final List<ActorRef<Circle>> nodes = new ArrayList<>();

    /** So many actors. */
    public SparkRing(int size) {
        super("ring");
        for (int i = 0; i < size; i++) {
            nodes.add(syndicate().createActor(Node::new));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        int size = nodes.size();
        sending(operations + size);
        for (int i = size - 1; i >= 0; i--) {
            nodes.get(i).tell(new Join(nodes.get((i + 1) % size), size, operations - 1 - i, finish));
        }
        nodes.getFirst().tell(new Token(operations - 1));
    }
}
