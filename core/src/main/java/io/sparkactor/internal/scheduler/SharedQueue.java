package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The turns that were made ready from outside, left behind by a worker that lost its processor, or too many for a ring. Thread-safe,
 * unbounded.
 */
public final class SharedQueue {

    private final ConcurrentLinkedQueue<Turn> turns = new ConcurrentLinkedQueue<>();

    /** A batch stays in front until its last turn is taken, so that none is out of sight meanwhile. */
    private final ConcurrentLinkedQueue<TurnBatch> batches = new ConcurrentLinkedQueue<>();

    /** Whose turn it is while there are both; races do no harm. */
    private boolean singleIsNext;

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

    /**
     * Appends turns; they are taken one by one. After an error they were not appended: the caller has stack enough for what comes behind
     * the linking, and memory is needed only before it.
     */
    void offer(TurnBatch batch) {
        batches.offer(batch);
    }

    /** Takes the oldest turn, or the oldest of the oldest batch, in turns; null if there is none. */
    public @Nullable Turn take() {
        TurnBatch batch = batches.peek();
        if (batch == null) {
            return turns.poll();
        }
        singleIsNext = !singleIsNext;
        Turn single = singleIsNext ? turns.poll() : null;
        return single == null ? takeOfBatch(batch) : single;
    }

    private @Nullable Turn takeOfBatch(TurnBatch oldest) {
        for (TurnBatch batch = oldest; batch != null; batch = batches.peek()) {
            Turn turn = batch.take();
            if (batch.isEmpty()) {
                batches.remove(batch);
            }
            if (turn != null) {
                return turn;
            }
        }
        return turns.poll();
    }

    /** Whether no turn was here that had come before the call; if all of the last batch have just been taken, perhaps not at once. */
    public boolean isEmpty() {
        return turns.isEmpty() && batches.isEmpty();
    }
}
