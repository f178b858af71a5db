package io.sparkactor;

/**
 * What became of every message: the books of a syndicate, which add up at every quiet moment.
 *
 * <p>While messages move, the figures are taken one after the other and need not add up.
 *
 * @param offered sends, to whatever receiver of the syndicate: actors, inboxes, ask slots
 * @param accepted those that a receiver took
 * @param refused those that were refused to the sender
 * @param processed those that a handler has handled, a thread has received from an inbox, or an asker got as its reply
 * @param failed those whose handler threw
 * @param deadLettered those that were accepted, and then became dead letters
 * @param inFlight those that wait, counted by walking the queues
 */
public record Ledger(
        long offered, long accepted, long refused, long processed, long failed, long deadLettered, long inFlight) {

    /** Whether both sums hold. */
    public boolean balanced() {
        return offered == accepted + refused && accepted == processed + failed + deadLettered + inFlight;
    }
}
