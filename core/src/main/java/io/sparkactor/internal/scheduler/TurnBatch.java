package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Turns that have left a full ring together, for the shared queue: one entry there instead of a hundred. Thread-safe; each turn is taken
 * once.
 */
final class TurnBatch {

    private final Turn[] turns;
    private final AtomicInteger taken = new AtomicInteger();

    /** These turns, oldest first; the array is not changed any more. */
    TurnBatch(Turn[] turns) {
        this.turns = turns;
    }

    /** Takes the oldest turn, null if all have gone. */
    @Nullable
    Turn take() {
        if (isEmpty()) {
            return null; // so that the count never overflows
        }
        int place = taken.getAndIncrement();
        return place < turns.length ? turns[place] : null;
    }

    /** Whether all have gone. */
    boolean isEmpty() {
        return taken.get() >= turns.length;
    }

    /** Puts all turns back to the ring that they came from, in a put that has failed. For its putter, before anybody else has the batch. */
    void putBack(ReadyRing ring) {
        for (Turn turn : turns) {
            boolean fits = ring.put(turn); // they have just left it
            assert fits;
        }
    }
}
