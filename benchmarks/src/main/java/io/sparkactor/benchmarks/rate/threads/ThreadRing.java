package io.sparkactor.benchmarks.rate.threads;

import io.sparkactor.benchmarks.measure.Finish;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A token goes round in a circle of virtual threads. Driven by one thread. */
public final class ThreadRing extends ThreadContender {

    sealed interface Circle {}

    record Join(Node next, int size, long first, Finish finish) implements Circle {}

    record Token(long left) implements Circle {}

    static final class Node extends ThreadActor<Circle> {

        private @Nullable Join circle;
        private long expected;

        @Override
        protected void process(Circle message) {
            switch (message) {
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
                circle.next().tell(new Token(left - 1));
            }
        }
    }

    private final List<Node> nodes = new ArrayList<>();

    /** So many actors. */
    public ThreadRing(int size) {
        for (int i = 0; i < size; i++) {
            nodes.add(start(new Node()));
        }
    }

    @Override
    public void begin(long operations, Finish finish) {
        int size = nodes.size();
        for (int i = size - 1; i >= 0; i--) {
            nodes.get(i).tell(new Join(nodes.get((i + 1) % size), size, operations - 1 - i, finish));
        }
        nodes.getFirst().tell(new Token(operations - 1));
    }
}
