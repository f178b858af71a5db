package io.sparkactor.promises;

import io.sparkactor.Ledger;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** Looks at the books of a syndicate at a quiet moment. Stateless. */
final class Books {

    private static final Duration PATIENCE = Duration.ofSeconds(6);

    private Books() {}

    /** Waits until the books are balanced and nothing is in flight. */
    static Ledger settled(Syndicate syndicate) {
        return settledWith(syndicate, 0);
    }

    /** Waits until the books are balanced and so many messages are in flight. */
    static Ledger settledWith(Syndicate syndicate, long inFlight) {
        var last = new AtomicReference<Ledger>();
        Await.until(
                "balanced books with " + inFlight + " in flight",
                PATIENCE,
                () -> {
                    Ledger ledger = syndicate.ledger();
                    last.set(ledger);
                    return ledger.balanced() && ledger.inFlight() == inFlight;
                },
                () -> "there was " + last.get());
        return last.get();
    }
}
