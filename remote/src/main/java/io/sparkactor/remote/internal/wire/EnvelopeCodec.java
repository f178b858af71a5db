package io.sparkactor.remote.internal.wire;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.codec.cbor.internal.wire.CborInput;
import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.codec.cbor.internal.wire.Faults;
import io.sparkactor.spi.CodecException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.Function;

/**
 * Envelopes as the original encodes them with its codec {@code cbor2}, byte for byte.
 *
 * <pre>
 * 0      4    6
 * +------+----+-----------+
 * |"SPCB"|u16 | CBOR item |   the version is 1; the item is a map, see {@link EnvelopeWriter}
 * +------+----+-----------+
 * </pre>
 *
 * <p>Thread-safe; neither blocks nor keeps anything between two calls.
 */
public final class EnvelopeCodec {

    /** How many bytes come before the CBOR item. */
    public static final int HEADER_BYTES = 6;

    private static final int MAGIC =
            ByteBuffer.wrap("SPCB".getBytes(StandardCharsets.US_ASCII)).getInt();
    private static final int PICKLE =
            ByteBuffer.wrap("SPRK".getBytes(StandardCharsets.US_ASCII)).getInt();
    private static final short VERSION = 1;
    private static final String HEADER = "the header of the envelope";

    private final Function<ActorId, ? extends ActorRef<?>> refs;
    private final CborLimits limits;

    /**
     * A codec.
     *
     * @param refs the ref of whoever has an id, for ids that came from the other end; called while decoding, thread-safe, must not block
     * @param limits for the CBOR item, in both directions
     * @throws IllegalArgumentException if the largest item would not fit into a sealed frame
     */
    public EnvelopeCodec(Function<ActorId, ? extends ActorRef<?>> refs, CborLimits limits) {
        this.refs = Objects.requireNonNull(refs, "refs");
        this.limits = Objects.requireNonNull(limits, "limits");
        int most = Frames.LARGEST_BODY - FrameSeal.BYTES - HEADER_BYTES;
        if (limits.frameBytes() > most) {
            throw new IllegalArgumentException("limits.frameBytes must be at most " + most
                    + ", so that an envelope and its seal fit into a frame; it is " + limits.frameBytes());
        }
    }

    /**
     * Turns an envelope into bytes.
     *
     * @throws CodecException if a part of it is no plain value, or exceeds a limit; the text names the part and the way out
     */
    public byte[] encode(WireEnvelope envelope) {
        var out = new CborOutput(limits);
        try {
            new EnvelopeWriter(out).write(envelope);
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Faults.refused(out.place(), "a value that was read", e);
        }
        byte[] item = out.toByteArray();
        return ByteBuffer.allocate(HEADER_BYTES + item.length)
                .putInt(MAGIC)
                .putShort(VERSION)
                .put(item)
                .array();
    }

    /**
     * Turns bytes into an envelope. What is accepted beyond what the original writes, and what is not, stands at {@link EnvelopeReader}.
     *
     * @param bytes holds exactly one envelope from {@code offset} on; not kept
     * @param length how many bytes it has
     * @throws CodecException if they are not exactly one envelope, or exceed a limit; the text names the part
     * @throws IndexOutOfBoundsException if the range is outside of the array
     */
    public WireEnvelope decode(byte[] bytes, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, bytes.length);
        checkHeader(bytes, offset, length);
        var in = new CborInput(limits, bytes, offset + HEADER_BYTES, length - HEADER_BYTES);
        try {
            return new EnvelopeReader(in, refs).read();
        } catch (CodecException e) {
            throw e;
        } catch (RuntimeException e) {
            throw Faults.refused(in.place(), "a value that was made", e);
        }
    }

    private static void checkHeader(byte[] bytes, int offset, int length) {
        if (length < HEADER_BYTES) {
            throw Faults.malformed(HEADER, length + " bytes, where the header alone has " + HEADER_BYTES);
        }
        ByteBuffer header = ByteBuffer.wrap(bytes, offset, HEADER_BYTES);
        int magic = header.getInt();
        if (magic == PICKLE) {
            throw Faults.malformed(
                    HEADER, "a pickle of Python; open its Syndicate with transport_codec=\"" + Hello.CODEC + "\"");
        }
        if (magic != MAGIC) {
            throw Faults.malformed(HEADER, "the bytes do not begin with SPCB, so they are no envelope of Spark");
        }
        int version = header.getShort() & 0xFFFF;
        if (version != VERSION) {
            throw Faults.malformed(HEADER, "version " + version + " where only " + VERSION + " is known");
        }
    }
}
