package io.sparkactor;

import java.time.Instant;

/**
 * A message that was kept aside because its handler threw; see {@link Supervision#parking}. Immutable.
 *
 * @param content what was sent
 * @param sender the path of the sender
 * @param cause what the handler threw, the last time if it was retried
 * @param time when
 */
public record ParkedMessage(Object content, String sender, Throwable cause, Instant time) {

    /** Without the content, which may be private: its class, and the path of the sender. */
    @Override
    public String toString() {
        return content.getClass().getSimpleName() + " from " + sender;
    }
}
