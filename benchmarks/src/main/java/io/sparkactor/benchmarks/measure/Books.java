package io.sparkactor.benchmarks.measure;

import io.sparkactor.Ledger;
import io.sparkactor.Syndicate;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Checks the ledger of a syndicate at the end of a run: a fast run that loses messages is no result. Stateless. */
public final class Books {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private Books() {}

    /**
     * Waits until nothing is in flight and the ledger is balanced.
     *
     * @throws IllegalStateException if it does not become so within 10 s
     */
    public static Ledger balanced(Syndicate syndicate) {
        long deadline = System.nanoTime() + PATIENCE;
        Ledger ledger = syndicate.ledger();
        while (!ledger.balanced() || ledger.inFlight() > 0) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("the ledger is not balanced: " + ledger);
            }
            LockSupport.parkNanos(100_000);
            ledger = syndicate.ledger();
        }
        return ledger;
    }

    /**
     * As {@link #balanced}, and every message must have been accepted and processed, at least so many of them.
     *
     * @throws IllegalStateException if that does not hold
     */
    public static void allProcessed(Syndicate syndicate, long atLeast) {
        Ledger ledger = balanced(syndicate);
        if (ledger.processed() != ledger.offered() || ledger.processed() < atLeast) {
            throw new IllegalStateException("not all of at least " + atLeast + " messages were processed: " + ledger);
        }
    }
}
