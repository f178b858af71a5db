package io.sparkactor.remote.internal.tunnel;

import io.netty.buffer.ByteBuf;
import io.sparkactor.remote.internal.wire.FrameException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What two Java systems say about a tunnel, as the payload of an envelope.
 *
 * <pre>
 * 0          8            24     25
 * +----------+------------+------+------
 * |"SPRKTUN1"| its id     | verb |
 * +----------+------------+------+------
 *
 * verb  1 open    nothing follows; the rest of the tunnel is as the side that is called wants it
 *       2 data    u64: how many bytes of data went before in this direction; then bytes, at least one
 *       3 credit  u64: how many bytes of data the side that says this has taken, since the tunnel was opened
 *       4 close   why, in UTF-8, for people; at most 256 bytes
 * </pre>
 *
 * <p>Stateless.
 */
public final class TunnelFrames {

    /** How many bytes there are in front of what depends on the verb. */
    static final int HEAD_BYTES = 8 + TunnelId.BYTES + 1;

    /** How many bytes each side may send beyond those that the other side has said that it has taken. */
    public static final int WINDOW = 512 << 10;

    private static final long MAGIC = 0x5350524B_54554E31L;
    private static final int MAGIC_BYTES = 8;
    private static final int MOST_WHY_BYTES = 256;

    /** What a frame does. */
    public enum Verb {
        OPEN,
        DATA,
        CREDIT,
        CLOSE
    }

    private static final Verb[] VERBS = Verb.values();

    private TunnelFrames() {}

    /** Whether a payload is one of these. */
    public static boolean is(ByteBuf payload) {
        return payload.readableBytes() >= MAGIC_BYTES && payload.getLong(payload.readerIndex()) == MAGIC;
    }

    /** Begins a frame. */
    public static ByteBuf write(ByteBuf out, TunnelId id, Verb verb) {
        out.writeLong(MAGIC);
        id.write(out);
        return out.writeByte(1 + verb.ordinal());
    }

    /** What is behind the head of a {@code close}. */
    static byte[] why(String why) {
        byte[] text = why.getBytes(StandardCharsets.UTF_8);
        return text.length <= MOST_WHY_BYTES ? text : Arrays.copyOf(text, MOST_WHY_BYTES);
    }

    /** Reads the id from a payload that {@link #is} one of these; the verb is next. */
    public static TunnelId readId(ByteBuf payload) throws FrameException {
        if (payload.readableBytes() < HEAD_BYTES) {
            throw new FrameException(
                    "a frame of a tunnel with " + payload.readableBytes() + " bytes; the shortest has " + HEAD_BYTES);
        }
        payload.skipBytes(MAGIC_BYTES);
        return TunnelId.read(payload);
    }

    /** Reads the verb, and checks that what follows can be. */
    public static Verb readVerb(ByteBuf payload) throws FrameException {
        int code = payload.readUnsignedByte();
        if (code < 1 || code > VERBS.length) {
            throw new FrameException("a frame of a tunnel with the unknown verb " + code);
        }
        Verb verb = VERBS[code - 1];
        int rest = payload.readableBytes();
        boolean right = switch (verb) {
            case OPEN -> rest == 0;
            case DATA -> rest > Long.BYTES;
            case CREDIT -> rest == Long.BYTES;
            case CLOSE -> rest <= MOST_WHY_BYTES;
        };
        if (!right) {
            throw new FrameException(rest + " bytes follow the verb " + verb + " of a tunnel");
        }
        return verb;
    }
}
