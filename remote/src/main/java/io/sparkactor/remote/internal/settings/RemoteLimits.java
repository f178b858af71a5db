package io.sparkactor.remote.internal.settings;

/**
 * How much a transport takes. Immutable.
 *
 * @param frameBytes how long an encoded message may be, in both directions
 * @param queuedMessages how many messages may wait for one peer
 * @param queuedBytes how many bytes they may have together
 * @param connections how many connections others may have to us, all together
 * @param connectionsPerAddress how many of them one address may have
 */
public record RemoteLimits(
        int frameBytes, int queuedMessages, long queuedBytes, int connections, int connectionsPerAddress) {

    /** What {@code Remote.tcp()} begins with. */
    public static final RemoteLimits DEFAULT = new RemoteLimits(16 << 20, 100_000, 64L << 20, 1_000, 100);

    /** How many bytes of a frame may be something else than the message: headers, ids, a seal. */
    private static final int OVERHEAD = 64 << 10;

    private static final int SMALLEST_FRAME = 1 << 10;
    private static final int LARGEST_FRAME = (64 << 20) - OVERHEAD;

    /** Checks the numbers. */
    public RemoteLimits {
        if (frameBytes < SMALLEST_FRAME || frameBytes > LARGEST_FRAME) {
            throw new IllegalArgumentException("a message may have between " + SMALLEST_FRAME + " and " + LARGEST_FRAME
                    + " bytes, not " + frameBytes);
        }
        check("queued messages", queuedMessages);
        check("queued bytes", queuedBytes);
        check("connections", connections);
        check("connections of one address", connectionsPerAddress);
    }

    private static void check(String what, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of " + what + " must be at least 1, not " + limit);
        }
    }

    /** How long a frame may be that comes. */
    public int largestFrame() {
        return frameBytes + OVERHEAD;
    }

    /** The same with another length of messages. */
    public RemoteLimits withFrameBytes(int frameBytes) {
        return new RemoteLimits(frameBytes, queuedMessages, queuedBytes, connections, connectionsPerAddress);
    }

    /** The same with another bound of the queues. */
    public RemoteLimits withQueue(int queuedMessages, long queuedBytes) {
        return new RemoteLimits(frameBytes, queuedMessages, queuedBytes, connections, connectionsPerAddress);
    }

    /** The same with other numbers of connections. */
    public RemoteLimits withConnections(int connections, int connectionsPerAddress) {
        return new RemoteLimits(frameBytes, queuedMessages, queuedBytes, connections, connectionsPerAddress);
    }
}
