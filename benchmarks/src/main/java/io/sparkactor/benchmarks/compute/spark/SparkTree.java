package io.sparkactor.benchmarks.compute.spark;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.benchmarks.compute.Growth;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.spark.SparkContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A tree of Spark actors grows, as far as its root lets it, and is visited. Driven by one thread. */
public final class SparkTree extends SparkContender {

    sealed interface Rooting {}

    record Open(long nodes, Finish finish) implements Rooting {}

    record Wish(ActorRef<Growing> node) implements Rooting {}

    sealed interface Growing {}

    record Try() implements Growing {}

    record Grow(int steps) implements Growing {}

    record Visit() implements Growing {}

    record Visited(long nodes) implements Rooting, Growing {}

    static final class Root extends Actor<Rooting> {

        private final List<ActorRef<Growing>> children = new ArrayList<>();
        private @Nullable Finish finish;
        private Growth growth = new Growth(0);
        private long wishes;
        private long visited;
        private int answers;

        @Override
        protected void process(Message<Rooting> message) {
            switch (message.content()) {
                case Open open -> open(open);
                case Wish(ActorRef<Growing> node) -> wish(node);
                case Visited(long nodes) -> visited(nodes, Objects.requireNonNull(finish));
            }
        }

        private void open(Open open) {
            finish = open.finish();
            growth = new Growth(open.nodes());
            wishes = 0;
            visited = 1;
            answers = 0;
            children.clear();
            if (growth.grants()) {
                int steps = growth.steps();
                for (int i = 0; i < Growth.CHILDREN; i++) {
                    children.add(createActor(() -> new Node(steps, self(), self())));
                }
                children.forEach(child -> tell(new Try(), child));
            }
        }

        private void wish(ActorRef<Growing> node) {
            wishes++;
            if (growth.grants()) {
                tell(new Grow(growth.steps()), node);
            }
            if (wishes == growth.size() - 1) {
                children.forEach(child -> tell(new Visit(), child));
            }
        }

        private void visited(long nodes, Finish finish) {
            visited += nodes;
            answers++;
            if (answers == children.size()) {
                finish.check(growth.isComplete(), "the tree is too small");
                finish.expect(growth.size(), visited);
                finish.reached();
            }
        }
    }

    static final class Node extends Actor<Growing> {

        private final int steps;
        private final ActorRef<Rooting> root;
        private final ActorRef<? super Visited> parent;
        private final List<ActorRef<Growing>> children = new ArrayList<>();
        private long visited = 1;
        private int answers;

        Node(int steps, ActorRef<Rooting> root, ActorRef<? super Visited> parent) {
            this.steps = steps;
            this.root = root;
            this.parent = parent;
        }

        @Override
        protected void process(Message<Growing> message) {
            switch (message.content()) {
                case Try() -> {
                    Busy.draw(Growth.STEPS_OF_WISH);
                    tell(new Wish(self()), root);
                }
                case Grow grow -> grow(grow.steps());
                case Visit() -> {
                    Busy.draw(steps);
                    if (children.isEmpty()) {
                        tell(new Visited(visited), parent);
                        stop();
                    }
                    children.forEach(child -> tell(new Visit(), child));
                }
                case Visited(long nodes) -> {
                    visited += nodes;
                    answers++;
                    if (answers == children.size()) {
                        tell(new Visited(visited), parent);
                        stop();
                    }
                }
            }
        }

        private void grow(int steps) {
            for (int i = 0; i < Growth.CHILDREN; i++) {
                children.add(createActor(() -> new Node(steps, root, self())));
            }
            children.forEach(child -> tell(new Try(), child));
        }
    }

    private final ActorRef<Rooting> root = syndicate().createActor(Root::new);

    /** The nodes of each round grow in it. */
    public SparkTree() {
        super("tree");
    }

    @Override
    public void begin(long operations, Finish finish) {
        sending(4 * (operations - Growth.CHILDREN));
        root.tell(new Open(operations, finish));
    }
}
