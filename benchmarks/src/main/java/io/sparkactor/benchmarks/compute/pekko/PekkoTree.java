package io.sparkactor.benchmarks.compute.pekko;

import io.sparkactor.benchmarks.compute.Growth;
import io.sparkactor.benchmarks.measure.Finish;
import io.sparkactor.benchmarks.rate.pekko.PekkoContender;
import io.sparkactor.benchmarks.savina.Busy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;

/** A tree of Pekko actors grows, as far as its root lets it, and is visited. Driven by one thread. */
public final class PekkoTree extends PekkoContender<ActorRef<PekkoTree.Rooting>> {

    sealed interface Rooting {}

    record Open(long nodes, Finish finish) implements Rooting {}

    record Wish(ActorRef<Growing> node) implements Rooting {}

    sealed interface Growing {}

    record Try() implements Growing {}

    record Grow(int steps) implements Growing {}

    record Visit() implements Growing {}

    record Visited(long nodes) implements Rooting, Growing {}

    static final class Root {

        private final ActorContext<Rooting> context;
        private final List<ActorRef<Growing>> children = new ArrayList<>();
        private @Nullable Finish finish;
        private Growth growth = new Growth(0);
        private long wishes;
        private long visited;
        private int answers;

        private Root(ActorContext<Rooting> context) {
            this.context = context;
        }

        static Behavior<Rooting> create() {
            return Behaviors.setup(context -> Behaviors.receiveMessage(new Root(context)::onMessage));
        }

        private Behavior<Rooting> onMessage(Rooting message) {
            switch (message) {
                case Open open -> open(open);
                case Wish(ActorRef<Growing> node) -> wish(node);
                case Visited(long nodes) -> visited(nodes, Objects.requireNonNull(finish));
            }
            return Behaviors.same();
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
                    children.add(context.spawnAnonymous(Node.create(steps, context.getSelf(), context.getSelf())));
                }
                children.forEach(child -> child.tell(new Try()));
            }
        }

        private void wish(ActorRef<Growing> node) {
            wishes++;
            if (growth.grants()) {
                node.tell(new Grow(growth.steps()));
            }
            if (wishes == growth.size() - 1) {
                children.forEach(child -> child.tell(new Visit()));
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

    static final class Node {

        private final ActorContext<Growing> context;
        private final int steps;
        private final ActorRef<Rooting> root;
        private final ActorRef<? super Visited> parent;
        private final List<ActorRef<Growing>> children = new ArrayList<>();
        private long visited = 1;
        private int answers;

        private Node(
                ActorContext<Growing> context, int steps, ActorRef<Rooting> root, ActorRef<? super Visited> parent) {
            this.context = context;
            this.steps = steps;
            this.root = root;
            this.parent = parent;
        }

        static Behavior<Growing> create(int steps, ActorRef<Rooting> root, ActorRef<? super Visited> parent) {
            return Behaviors.setup(
                    context -> Behaviors.receiveMessage(new Node(context, steps, root, parent)::onMessage));
        }

        private Behavior<Growing> onMessage(Growing message) {
            switch (message) {
                case Try() -> {
                    Busy.draw(Growth.STEPS_OF_WISH);
                    root.tell(new Wish(context.getSelf()));
                }
                case Grow grow -> grow(grow.steps());
                case Visit() -> {
                    Busy.draw(steps);
                    if (children.isEmpty()) {
                        parent.tell(new Visited(visited));
                        return Behaviors.stopped();
                    }
                    children.forEach(child -> child.tell(new Visit()));
                }
                case Visited(long nodes) -> {
                    visited += nodes;
                    answers++;
                    if (answers == children.size()) {
                        parent.tell(new Visited(visited));
                        return Behaviors.stopped();
                    }
                }
            }
            return Behaviors.same();
        }

        private void grow(int steps) {
            for (int i = 0; i < Growth.CHILDREN; i++) {
                children.add(context.spawnAnonymous(Node.create(steps, root, context.getSelf())));
            }
            children.forEach(child -> child.tell(new Try()));
        }
    }

    /** The nodes of each round grow in it. */
    public PekkoTree(String settings) {
        super(settings, context -> context.spawn(Root.create(), "root"));
    }

    @Override
    public void begin(long operations, Finish finish) {
        actors().tell(new Open(operations, finish));
    }
}
