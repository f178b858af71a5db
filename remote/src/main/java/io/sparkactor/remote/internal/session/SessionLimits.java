package io.sparkactor.remote.internal.session;

/**
 * How much one side of a session keeps in memory. Immutable. Weights are those of {@link SessionFrame.Sequenced#weight()}: about bytes.
 *
 * @param queuedMessages how many frames the sender keeps, unsent and unacknowledged ones together
 * @param queuedWeight what these weigh together at most
 * @param windowMessages how many frames the receiver lets come that it has not settled
 * @param windowWeight what these may weigh together; one that is heavier comes alone
 */
public record SessionLimits(int queuedMessages, long queuedWeight, int windowMessages, long windowWeight) {

    /** The largest window: it bounds what one acknowledgement has to tell. */
    public static final int WIDEST_WINDOW = 1 << 16;

    /** 131,072 frames of 64 MiB at the sender, 16,384 of 8 MiB on the way. */
    public static final SessionLimits DEFAULT = new SessionLimits(1 << 17, 64L << 20, 1 << 14, 8L << 20);

    /** Checks the numbers. */
    public SessionLimits {
        positive("queuedMessages", queuedMessages);
        positive("queuedWeight", queuedWeight);
        positive("windowMessages", windowMessages);
        positive("windowWeight", windowWeight);
        if (windowMessages > WIDEST_WINDOW) {
            throw new IllegalArgumentException(
                    "windowMessages must be at most " + WIDEST_WINDOW + ", but is " + windowMessages);
        }
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(name + " must be positive, but is " + value);
        }
    }
}
