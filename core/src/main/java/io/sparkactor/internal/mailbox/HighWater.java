package io.sparkactor.internal.mailbox;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntConsumer;

/**
 * Notices when so many places are taken that somebody should know, and when it is over. Thread-safe; never waits.
 *
 * <p>It is over once an eighth of the places less is taken, so that it does not come and go with each message.
 */
public final class HighWater {

    private static final int EASED_BY = 8;

    private final Places places;
    private final int mark;
    private final int back;
    private final IntConsumer onPassed;
    private final IntConsumer onBack;
    private final AtomicBoolean high = new AtomicBoolean();

    /**
     * Watches places. The consumers get the number of taken places; they are called by whoever takes or gives back, so they must be
     * short.
     *
     * @param share the part of {@code bound} that is the mark, above 0 and at most 1
     */
    public HighWater(Places places, int bound, double share, IntConsumer onPassed, IntConsumer onBack) {
        this.places = places;
        this.mark = (int) Math.ceil(bound * share);
        this.back = Math.max(0, mark - Math.max(1, bound / EASED_BY));
        this.onPassed = onPassed;
        this.onBack = onBack;
    }

    /** Looks; to be called whenever a place was taken or given back. */
    public void look() {
        while (hasTurned()) {
            // looks again: it may be over already, and whoever saw that may have looked before it had begun
        }
    }

    private boolean hasTurned() {
        int taken = places.taken();
        boolean isHigh = high.get();
        if (isHigh ? taken > back : taken < mark) {
            return false;
        }
        if (high.compareAndSet(isHigh, !isHigh)) {
            (isHigh ? onBack : onPassed).accept(taken);
        }
        return true;
    }
}
