package io.sparkactor.benchmarks.memory;

import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import java.time.Duration;

/** A mailbox of a thousand messages, by what one too many means. Immutable. */
public enum Bounded {
    /** It is refused. */
    REJECT(Overflow.REJECT),
    /** It is dropped. */
    DROP_NEWEST(Overflow.DROP_NEWEST),
    /** The oldest is dropped. */
    DROP_OLDEST(Overflow.DROP_OLDEST),
    /** Its sender waits. */
    BLOCK(Overflow.block(Duration.ofSeconds(10)));

    private static final int BOUND = 1000;

    private final Overflow overflow;

    Bounded(Overflow overflow) {
        this.overflow = overflow;
    }

    /** The mailbox. */
    Mailbox<Object> mailbox() {
        return Mailbox.bounded(BOUND).overflow(overflow);
    }

    /** Whether a sender waits until there is a place. */
    boolean senderWaits() {
        return this == BLOCK;
    }
}
