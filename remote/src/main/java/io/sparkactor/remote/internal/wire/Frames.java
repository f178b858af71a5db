package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;

/**
 * The outermost layer: each frame is a length and as many bytes.
 *
 * <pre>
 * 0    4                    4 + length
 * +----+--------------------+
 * |u32 | body               |   big-endian; the body is a handshake, an envelope, or a sealed envelope
 * +----+--------------------+
 * </pre>
 *
 * <p>Stateless.
 */
public final class Frames {

    /** How many bytes the length takes. */
    public static final int LENGTH_BYTES = 4;

    /** How many bytes a body may have: 64 MiB, as in the original. */
    public static final int LARGEST_BODY = 64 << 20;

    private static final int GET = 0x47455420;
    private static final int POST = 0x504F5354;
    private static final int SPARK = 0x5350524B;
    private static final int TLS_HANDSHAKE = 0x1603;

    private Frames() {}

    /**
     * Checks an announced length, before anything is kept for it.
     *
     * @param announced the four bytes, big-endian; negative above 2 GiB
     * @param largest how many bytes the body may have here: {@link HelloCodec#LARGEST} for a handshake, {@link #LARGEST_BODY} at most
     * @return the length
     * @throws FrameException if it is longer; the text says what else the bytes look like
     */
    public static int checkLength(int announced, int largest) throws FrameException {
        if (announced >= 0 && announced <= largest) {
            return announced;
        }
        throw new FrameException(
                TransportRefusal.TOO_LONG,
                "a frame announces " + Integer.toUnsignedString(announced) + " bytes where at most " + largest
                        + " are accepted" + guess(announced));
    }

    private static String guess(int announced) {
        if (announced == GET || announced == POST) {
            return "; it looks like HTTP, which is not spoken on this port";
        }
        if (announced >>> 16 == TLS_HANDSHAKE) {
            return "; it looks like TLS, which this side does not speak here";
        }
        if (announced == SPARK) {
            return "; it looks like Spark's frames for WebSocket, without WebSocket around them";
        }
        return "";
    }
}
