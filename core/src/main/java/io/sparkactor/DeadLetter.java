package io.sparkactor;

import java.time.Instant;

/**
 * A message that no handler will see, and why. Immutable.
 *
 * @param content what was sent
 * @param target the path of the receiver
 * @param sender the path of the sender
 * @param reason why
 * @param accepted true if the receiver had accepted it before; false if the send was refused
 * @param time when
 */
public record DeadLetter(
        Object content, String target, String sender, DeadLetterReason reason, boolean accepted, Instant time) {

    /** Without the content, which may be private: its class, the two paths and the reason. */
    @Override
    public String toString() {
        return "%s from %s to %s: %s (%s)"
                .formatted(
                        content.getClass().getSimpleName(),
                        sender,
                        target,
                        reason.text(),
                        accepted ? "after it was accepted" : "refused");
    }
}
