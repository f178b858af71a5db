package io.sparkactor.remote.internal.session;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;

/** Takes the fields of a frame out of a buffer, and nothing on trust. Confined to one thread. */
final class FieldReader {

    /** How many bytes a text of a failure may have: three for each character of the longest that is sent. */
    static final int LONGEST_TEXT = 3 * FailureCause.Threw.LONGEST;

    private final ByteBuf bytes;

    FieldReader(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** A byte. */
    int code() throws SessionException {
        need(1);
        return bytes.readUnsignedByte();
    }

    /** A number, 0 to {@link Long#MAX_VALUE}. */
    long number() throws SessionException {
        long value = 0;
        for (int shift = 0; shift < 63; shift += 7) {
            int next = code();
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw new SessionException("a number of more than 63 bits");
    }

    /** A number that counts something. */
    int count(int most) throws SessionException {
        long count = number();
        if (count > most) {
            throw new SessionException("a frame counts " + count + ", but " + most + " are allowed");
        }
        return (int) count;
    }

    /** A text that may be empty, of at most so many bytes. */
    String text(int most) throws SessionException {
        return text(number(), most);
    }

    private String text(long length, int most) throws SessionException {
        if (length > most) {
            throw new SessionException("a text of " + length + " bytes, but " + most + " are allowed");
        }
        need(length);
        byte[] utf8 = new byte[(int) length];
        bytes.readBytes(utf8);
        String text = new String(utf8, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0 && !Arrays.equals(text.getBytes(StandardCharsets.UTF_8), utf8)) {
            throw new SessionException("a text is not UTF-8");
        }
        return text;
    }

    /** The id of an actor, a system or a message. */
    String id() throws SessionException {
        long length = number();
        if (length > 0) {
            String id = text(length, 3 * SessionFrame.LONGEST_ID);
            if (id.isBlank()) {
                throw new SessionException("an id is blank");
            }
            return id;
        }
        need(2 * Long.BYTES);
        return new UUID(bytes.readLong(), bytes.readLong()).toString();
    }

    /** All that is left. */
    byte[] rest() {
        byte[] rest = new byte[bytes.readableBytes()];
        bytes.readBytes(rest);
        return rest;
    }

    void skipRest() {
        bytes.skipBytes(bytes.readableBytes());
    }

    /** Nothing may be left. */
    void end() throws SessionException {
        if (bytes.isReadable()) {
            throw new SessionException("a frame has " + bytes.readableBytes() + " bytes too many");
        }
    }

    private void need(long count) throws SessionException {
        if (bytes.readableBytes() < count) {
            throw new SessionException(
                    "a frame ends too early: " + count + " bytes are needed, " + bytes.readableBytes() + " are there");
        }
    }
}
