package io.sparkactor;

import java.util.Objects;

/** What became of a send: accepted, or refused with a reason. Immutable; cheap to ignore. */
public sealed interface Delivery {

    /** Whether the receiver's mailbox has the message now. */
    default boolean accepted() {
        return this instanceof Accepted;
    }

    /** The receiver's mailbox has the message: it will be processed, or become a dead letter with a reason. */
    record Accepted() implements Delivery {}

    /**
     * The message was not taken. It was also recorded as a dead letter.
     *
     * @param reason why
     */
    record Refused(DeadLetterReason reason) implements Delivery {

        /** Checks the reason. */
        public Refused {
            Objects.requireNonNull(reason, "reason");
        }
    }
}
