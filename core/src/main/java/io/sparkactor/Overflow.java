package io.sparkactor;

import java.time.Duration;
import java.util.Objects;

/**
 * What a bounded mailbox does with a message for which there is no place. Immutable.
 *
 * <pre>{@code
 * Mailbox.bounded(1_000).overflow(Overflow.DROP_OLDEST)
 * Mailbox.bounded(1_000).overflow(Overflow.block(Duration.ofSeconds(1)))
 * }</pre>
 */
public sealed interface Overflow {

    /** Refuses it: the sender gets {@link Delivery.Refused} with {@link DeadLetterReason#OVERFLOW}. The default. */
    Overflow REJECT = new Reject();

    /**
     * Accepts it and drops it at once: it becomes a dead letter {@link DeadLetterReason#OVERFLOW}, and its asker is told. In a mailbox
     * with priorities the newest of the least urgent is dropped, which need not be this one.
     */
    Overflow DROP_NEWEST = new DropNewest();

    /**
     * Accepts it and drops the one that has waited longest, which becomes a dead letter {@link DeadLetterReason#OVERFLOW}, and whose
     * asker is told; if none waits (all places are taken by the one that is being handled and by stashed ones), this one. In a mailbox
     * with priorities the oldest of the least urgent is dropped.
     */
    Overflow DROP_OLDEST = new DropOldest();

    /**
     * Lets the sender wait for a place, so that it slows down to what the actor can do; when the time is over, the message is refused as
     * by {@link #REJECT}. Senders that wait are served in the order in which they came.
     *
     * <p>A sender is refused at once where waiting could not end or would hold up all others: an actor that sends to its own full
     * mailbox, or from {@code preStart} to the creator that waits for it; and what runs on the runtime's own threads. The wait of an
     * ask is at most as long as the ask. Two actors that wait for a place at each other wait until one's time is over.
     *
     * @param timeout how long at most
     * @throws IllegalArgumentException if {@code timeout} is not positive
     */
    static Overflow block(Duration timeout) {
        return new Block(timeout);
    }

    /** See {@link #REJECT}. */
    record Reject() implements Overflow {}

    /** See {@link #DROP_NEWEST}. */
    record DropNewest() implements Overflow {}

    /** See {@link #DROP_OLDEST}. */
    record DropOldest() implements Overflow {}

    /**
     * See {@link #block}.
     *
     * @param timeout how long a sender waits at most
     */
    record Block(Duration timeout) implements Overflow {

        /** Checks the time. */
        public Block {
            if (Objects.requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
                throw new IllegalArgumentException("timeout must be positive, but is " + timeout);
            }
        }
    }
}
