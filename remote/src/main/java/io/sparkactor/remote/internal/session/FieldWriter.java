package io.sparkactor.remote.internal.session;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.nio.charset.StandardCharsets;

/** Puts the fields of a frame into a buffer. Confined to one thread. */
final class FieldWriter {

    private final ByteBuf bytes;

    FieldWriter(ByteBuf bytes) {
        this.bytes = bytes;
    }

    /** A byte. */
    FieldWriter code(int value) {
        bytes.writeByte(value);
        return this;
    }

    /** A number that is not negative. */
    FieldWriter number(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("a number in a frame must not be negative, but is " + value);
        }
        long rest = value;
        while (rest >= 0x80) {
            bytes.writeByte((int) rest | 0x80);
            rest >>>= 7;
        }
        bytes.writeByte((int) rest);
        return this;
    }

    /** A text that may be empty. */
    FieldWriter text(String text) {
        number(ByteBufUtil.utf8Bytes(text));
        bytes.writeCharSequence(text, StandardCharsets.UTF_8);
        return this;
    }

    /** The id of an actor, a system or a message. */
    FieldWriter id(String id) {
        if (UuidText.write(id, bytes)) {
            return this;
        }
        if (id.length() > SessionFrame.LONGEST_ID) {
            throw new IllegalArgumentException(
                    "an id has " + id.length() + " characters, but " + SessionFrame.LONGEST_ID + " are allowed");
        }
        return text(id);
    }

    /** Bytes, without their length: what comes last. */
    void rest(byte[] value) {
        bytes.writeBytes(value);
    }
}
