package io.sparkactor.remote.internal.session;

import io.sparkactor.DeadLetterReason;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the items of an {@link OutboundHalf}, in order. Called on its thread; may offer further items, must do nothing else to it,
 * and must not throw.
 */
public interface Outcomes<T> {

    /** Asked when an item could be sent for the first time: why it need not be, or null if it should. */
    @Nullable
    DeadLetterReason obsolete(T item);

    /** The receiving mailbox has it. */
    void delivered(T item);

    /** It was obsolete, or the receiver refused it. */
    void failed(T item, DeadLetterReason reason);
}
