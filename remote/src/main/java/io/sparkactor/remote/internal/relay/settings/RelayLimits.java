package io.sparkactor.remote.internal.relay.settings;

import io.sparkactor.remote.internal.websocket.WebSocketFrames;

/**
 * How much a relay takes. Immutable.
 *
 * @param frameBytes how many bytes a message of WebSocket may have
 * @param connections how many connections there may be
 * @param connectionsPerAddress how many of them one address may have
 * @param framesPerSecond how many frames a client may send in a second, in the long run; beyond that it is not read for a while
 * @param sourceBytes how many bytes of a client may be on their way to others; beyond that it is not read until some have left. To be more
 *     than a frame and what waits for a few targets, so that those which take nothing do not hold up what it sends to others
 * @param targetBytes how many bytes may wait for one client; a single frame may have more, if nothing else waits
 * @param totalBytes how many bytes the relay keeps, all together: what waits for clients, and frames that have not come to their end
 */
public record RelayLimits(
        int frameBytes,
        int connections,
        int connectionsPerAddress,
        int framesPerSecond,
        int sourceBytes,
        int targetBytes,
        long totalBytes) {

    /** What {@code Remote.relay()} begins with. */
    public static final RelayLimits DEFAULT =
            new RelayLimits(16 << 20, 2_000, 200, 20_000, 32 << 20, 4 << 20, 256L << 20);

    private static final int SMALLEST_FRAME = WebSocketFrames.LARGEST_HEADER + 1_024;

    /** Checks the numbers. */
    public RelayLimits {
        if (frameBytes < SMALLEST_FRAME || frameBytes > WebSocketFrames.LARGEST) {
            throw new IllegalArgumentException("a frame may have between " + SMALLEST_FRAME + " and "
                    + WebSocketFrames.LARGEST + " bytes, not " + frameBytes);
        }
        check("connections", connections);
        check("connections of one address", connectionsPerAddress);
        check("frames in a second", framesPerSecond);
        check("bytes of one source", sourceBytes);
        check("bytes for one target", targetBytes);
        if (totalBytes < frameBytes) {
            throw new IllegalArgumentException(
                    "the bytes of all must be at least those of one frame, " + frameBytes + ", not " + totalBytes);
        }
    }

    private static void check(String what, long limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("the limit of " + what + " must be at least 1, not " + limit);
        }
    }

    /** The same with another length of frames. */
    public RelayLimits withFrameBytes(int frameBytes) {
        return new RelayLimits(
                frameBytes,
                connections,
                connectionsPerAddress,
                framesPerSecond,
                sourceBytes,
                targetBytes,
                Math.max(totalBytes, frameBytes));
    }

    /** The same with other numbers of connections. */
    public RelayLimits withConnections(int connections, int perAddress) {
        return new RelayLimits(
                frameBytes, connections, perAddress, framesPerSecond, sourceBytes, targetBytes, totalBytes);
    }

    /** The same with another rate. */
    public RelayLimits withRate(int framesPerSecond) {
        return new RelayLimits(
                frameBytes, connections, connectionsPerAddress, framesPerSecond, sourceBytes, targetBytes, totalBytes);
    }

    /** The same with other bounds of memory. */
    public RelayLimits withBytes(int source, int target, long total) {
        return new RelayLimits(frameBytes, connections, connectionsPerAddress, framesPerSecond, source, target, total);
    }
}
