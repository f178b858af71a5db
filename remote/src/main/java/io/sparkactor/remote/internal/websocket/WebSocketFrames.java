package io.sparkactor.remote.internal.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.JsonReader;

/**
 * Frames as binary messages of WebSocket.
 *
 * <pre>
 * 0          7          11         11 + length
 * +----------+----------+----------+-----------+
 * |"SPRKWS1" |u32       | header   | payload   |   big-endian; the payload only in an envelope
 * |          |length    | JSON     |           |
 * +----------+----------+----------+-----------+
 * </pre>
 *
 * <p>Stateless.
 */
public final class WebSocketFrames {

    /** How many bytes a message may have: 64 MiB, as in the original. */
    public static final int LARGEST = 64 << 20;

    /** How many bytes of it may be header, where the original's have about 200. */
    public static final int LARGEST_HEADER = JsonReader.LARGEST;

    private static final byte[] MAGIC = {'S', 'P', 'R', 'K', 'W', 'S', '1'};
    private static final int LENGTH_AT = MAGIC.length;
    private static final int HEADER_AT = LENGTH_AT + Integer.BYTES;

    private WebSocketFrames() {}

    /**
     * All of a frame but its payload.
     *
     * @return a buffer that the caller releases
     */
    public static ByteBuf write(ByteBufAllocator allocator, FrameHeader header) {
        byte[] json = HeaderWriter.write(header);
        return begin(allocator, json.length).writeBytes(json);
    }

    /** What comes before a header of a length; the buffer has room for that. */
    static ByteBuf begin(ByteBufAllocator allocator, int length) {
        return allocator.buffer(HEADER_AT + length).writeBytes(MAGIC).writeInt(length);
    }

    /**
     * Reads a message up to its payload, where its reader index is afterwards. Whoever wants to hand it on unchanged gives a duplicate.
     *
     * @param message a whole one, of a length that was found acceptable before
     * @throws FrameException if it is no frame, or not one that is accepted; the text says why
     */
    public static FrameHeader read(ByteBuf message) throws FrameException {
        int start = message.readerIndex();
        if (message.readableBytes() < HEADER_AT) {
            throw new FrameException("a message of " + message.readableBytes()
                    + " bytes is no frame of Spark, which has " + HEADER_AT + " before its header");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (message.getByte(start + i) != MAGIC[i]) {
                throw new FrameException("the message is no frame of Spark: it does not begin with SPRKWS1");
            }
        }
        int length = checkLength(message.getInt(start + LENGTH_AT), message.readableBytes() - HEADER_AT);
        FrameHeader header = header(message, start + HEADER_AT, length);
        message.readerIndex(start + HEADER_AT + length);
        if (message.isReadable() && !(header instanceof FrameHeader.Envelope)) {
            throw new FrameException(
                    message.readableBytes() + " bytes follow the header of a frame that has no payload");
        }
        return header;
    }

    private static FrameHeader header(ByteBuf message, int start, int length) throws FrameException {
        FrameHeader usual = CanonicalEnvelope.read(message, start, length);
        return usual == null ? HeaderReader.read(message.nioBuffer(start, length)) : usual;
    }

    private static int checkLength(int announced, int there) throws FrameException {
        if (announced < 0 || announced > LARGEST_HEADER) {
            throw new FrameException("a frame announces a header of " + Integer.toUnsignedString(announced)
                    + " bytes; at most " + LARGEST_HEADER + " are accepted");
        }
        if (announced > there) {
            throw new FrameException(
                    "a frame announces a header of " + announced + " bytes, of which " + there + " are there");
        }
        return announced;
    }
}
