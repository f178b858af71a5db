package io.sparkactor.internal.cell;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Counts the actors of a syndicate that wait for a restart with something in their mailboxes: they run no turn, yet there is work.
 * Thread-safe.
 */
final class Suspensions {

    private final AtomicLong begun = new AtomicLong();
    private final AtomicLong ended = new AtomicLong();

    /** An actor is about to suspend its turn; before that turn ends. */
    void begin() {
        begun.incrementAndGet();
    }

    /** A suspended actor goes on; after its turn was made ready. */
    void end() {
        ended.incrementAndGet();
    }

    /** Whether no actor was suspended at a moment when {@code quiet} was true as well. */
    boolean noneWhile(BooleanSupplier quiet) {
        long before = begun.get();
        return ended.get() == before && quiet.getAsBoolean() && begun.get() == before;
    }
}
