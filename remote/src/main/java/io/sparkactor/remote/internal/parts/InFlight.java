package io.sparkactor.remote.internal.parts;

import io.sparkactor.remote.internal.net.Waiting;
import io.sparkactor.spi.RuntimeHooks;
import java.util.concurrent.atomic.LongAdder;

/** How many messages were taken and are not settled, and how much beside them that is in no books. Thread-safe; exact at a quiet moment. */
public final class InFlight {

    private final LongAdder count = new LongAdder();
    private final LongAdder unbooked = new LongAdder();
    private final Waiting waiting;
    private volatile boolean watched;

    InFlight(RuntimeHooks hooks) {
        waiting = new Waiting(hooks);
    }

    public void taken(boolean inBooks) {
        (inBooks ? count : unbooked).increment();
    }

    /** Settles one: it is in one place of the books until it is in another. */
    public void settled(boolean inBooks, Runnable settle) {
        try {
            settle.run();
        } finally {
            (inBooks ? count : unbooked).decrement();
            changed();
        }
    }

    public void controlTaken() {
        unbooked.increment();
    }

    public void controlSettled() {
        unbooked.decrement();
        changed();
    }

    private void changed() {
        if (watched) {
            waiting.changed();
        }
    }

    /** How many messages; controls and pieces of streams are in no books. */
    public long now() {
        return count.sum();
    }

    /** Waits until nothing is in flight, controls included, while nothing more is taken; at most until a moment. */
    public void awaitNone(long deadlineNanos) {
        watched = true;
        waiting.until("to close a transport", () -> count.sum() == 0 && unbooked.sum() == 0, deadlineNanos);
    }
}
