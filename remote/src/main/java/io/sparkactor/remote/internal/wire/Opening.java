package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** What the first frame of a connection holds, which tells the version of the peer. Immutable. */
public enum Opening {

    /** A handshake: the peer is a Spark 0.4.1 or one of ours, and envelopes follow on the same connection. */
    HANDSHAKE,

    /** An envelope: the peer is a Spark 0.4.0, which makes a connection for each message and ends it behind that. */
    ENVELOPE;

    /** How many bytes {@link #of} needs to see. */
    public static final int BYTES = 4;

    private static final byte[] CBOR = ascii("SPCB");
    private static final byte[] PICKLE = ascii("SPRK");

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Tells by the first bytes of the first body.
     *
     * @param bytes holds the body, or its beginning, from {@code offset} on
     * @param length how many bytes of it are there; those behind the first {@link #BYTES} are not looked at
     * @throws FrameException if it is neither; the text tells how to get a peer that sends pickles to talk
     * @throws IndexOutOfBoundsException if the range is outside of the array
     */
    public static Opening of(byte[] bytes, int offset, int length) throws FrameException {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        if (length > 0 && bytes[offset] == '{') {
            return HANDSHAKE;
        }
        if (starts(bytes, offset, length, CBOR)) {
            return ENVELOPE;
        }
        if (starts(bytes, offset, length, PICKLE)) {
            throw new FrameException(
                    TransportRefusal.INCOMPATIBLE,
                    "the peer sends pickles of Python, which only Python can read and which run code: "
                            + "open its Syndicate with transport_codec=\"cbor2\"");
        }
        throw new FrameException("the first frame is neither a handshake nor an envelope of Spark");
    }

    private static boolean starts(byte[] bytes, int offset, int length, byte[] magic) {
        return length >= BYTES && Arrays.equals(bytes, offset, offset + BYTES, magic, 0, BYTES);
    }
}
