package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The turns that were made ready from outside, or left behind by a worker that lost its processor. Thread-safe, unbounded. */
public final class SharedQueue {

    private final ConcurrentLinkedQueue<Turn> turns = new ConcurrentLinkedQueue<>();

    /** An empty queue. */
    public SharedQueue() {}

    /** Appends a turn; ends with a full fence, so that the caller may next look whether a worker must be woken. */
    public void put(Turn turn) {
        offer(turn);
        VarHandle.fullFence();
    }

    /**
     * Appends a turn.
     *
     * @throws StackOverflowError if it was not appended: linking it is the deepest call, nothing behind it overflows
     */
    void offer(Turn turn) {
        turns.offer(turn);
    }

    /** Takes the oldest turn, null if there is none. */
    public @Nullable Turn take() {
        return turns.poll();
    }

    /** Whether there was no turn at one moment. */
    public boolean isEmpty() {
        return turns.isEmpty();
    }
}
