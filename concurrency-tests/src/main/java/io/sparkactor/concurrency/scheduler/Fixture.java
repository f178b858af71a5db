package io.sparkactor.concurrency.scheduler;

import io.sparkactor.internal.scheduler.LocalQueue;
import io.sparkactor.internal.scheduler.ProcessorOwner;
import io.sparkactor.internal.scheduler.SharedQueue;
import io.sparkactor.spi.Turn;
import io.sparkactor.spi.TurnContext;
import org.jspecify.annotations.Nullable;

/** An owner without a thread, and turns that only have a weight, so that a sum tells which of them left, and how often. */
final class Fixture {

    /** A turn that is only counted: the weights are powers of ten. */
    record Weight(int value) implements Turn {

        @Override
        public void run(TurnContext context) {}
    }

    static final Weight A = new Weight(1);
    static final Weight B = new Weight(10);
    static final Weight C = new Weight(100);

    private Fixture() {}

    /** The weight of a turn, 0 for none. */
    static int weight(@Nullable Turn turn) {
        return turn == null ? 0 : ((Weight) turn).value();
    }

    /** What all turns in the shared queue weigh; takes them out. */
    static int weightOf(SharedQueue queue) {
        int sum = 0;
        for (Turn turn = queue.take(); turn != null; turn = queue.take()) {
            sum += weight(turn);
        }
        return sum;
    }

    /** What all turns in a worker's queue weigh; takes them out. */
    static int weightOf(LocalQueue queue) {
        int sum = 0;
        for (Turn turn = queue.next(); turn != null; turn = queue.next()) {
            sum += weight(turn);
        }
        return sum;
    }

    /** An owner whose thread is always blocked, so that its processor may be taken at any moment. */
    static final class Owner implements ProcessorOwner {

        private final LocalQueue queue;

        Owner(SharedQueue shared) {
            queue = new LocalQueue(this, shared);
        }

        @Override
        public LocalQueue queue() {
            return queue;
        }

        @Override
        public boolean isBlocked() {
            return true;
        }

        @Override
        public void requestTurnEnd() {}
    }
}
