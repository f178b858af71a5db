package io.sparkactor.remote.internal.link;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.InboundMessage;
import org.jspecify.annotations.Nullable;

/**
 * Messages that have come at once and were decoded, in order, before the first of them is handed in: so many for one actor cost one
 * wake-up of a thread and not one each, as decoding takes longer than what the actor does. Confined to the loop.
 *
 * <p>What is here was accepted by the session and is not settled; so it must be handed in before the loop does anything else.
 */
final class ReadAhead {

    /** How many at most: what the first one waits for. */
    static final int MOST = 64;

    private static final long HEAVIEST = 64 << 10;

    private final @Nullable Read[] messages = new @Nullable Read[MOST];
    private int count;
    private int next;
    private long weight;

    /**
     * A message that was decoded.
     *
     * @param weight what it weighs in the session
     * @param message the message; null if it could not be read
     * @param refusal why it could not be read; null if it could
     */
    record Read(
            long weight,
            @Nullable InboundMessage message,
            @Nullable DeadLetterReason refusal) {}

    /** Puts one behind the others; there must be room. */
    void add(Read message) {
        messages[count++] = message;
        weight += message.weight();
    }

    /** Whether those that are here should be handed in first. */
    boolean isFull() {
        return count == MOST || weight >= HEAVIEST;
    }

    /** Takes the oldest; null if there is none. */
    @Nullable
    Read poll() {
        if (next == count) {
            next = 0;
            count = 0;
            weight = 0;
            return null;
        }
        Read oldest = messages[next];
        messages[next++] = null;
        return oldest;
    }
}
