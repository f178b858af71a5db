package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Where the ready turns of one scheduler wait, and the order in which a worker looks there. Thread-safe. */
final class ReadyTurns {

    private final SharedQueue shared;
    private final Processors processors;

    ReadyTurns(SharedQueue shared, Processors processors) {
        this.shared = shared;
        this.processors = processors;
    }

    /** Whether the shared queue or a ring has turns; slots are left to their owners and the monitor. */
    boolean isQueued() {
        return !shared.isEmpty() || processors.anyRingQueued();
    }

    /** Whether a turn waits anywhere. */
    boolean anythingQueued() {
        return isQueued() || processors.anySlotQueued();
    }

    /**
     * Finds the turn to run next: in the worker's own queue, then in the shared one, then in the rings of others; null if there is
     * none. For the thread of that queue's worker.
     */
    @Nullable
    Turn next(LocalQueue queue, boolean sharedFirst) {
        Turn turn = sharedFirst ? shared.take() : null;
        if (turn == null) {
            turn = queue.next();
        }
        if (turn == null) {
            turn = shared.take();
        }
        return turn == null ? steal(queue) : turn;
    }

    private @Nullable Turn steal(LocalQueue queue) {
        int count = processors.count();
        int start = count == 1 ? 0 : ThreadLocalRandom.current().nextInt(count);
        for (int i = 0; i < count; i++) {
            ProcessorOwner victim = processors.get((start + i) % count).owner();
            if (victim != null && victim.queue() != queue) {
                Turn turn = queue.stealFrom(victim.queue());
                if (turn != null) {
                    return turn;
                }
            }
        }
        return null;
    }
}
