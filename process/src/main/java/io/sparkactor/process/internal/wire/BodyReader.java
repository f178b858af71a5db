package io.sparkactor.process.internal.wire;

import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Takes the body of a frame apart. Confined to one thread. */
public final class BodyReader {

    private final ByteBuffer bytes;

    /** Reads these. */
    BodyReader(byte[] bytes) {
        this.bytes = ByteBuffer.wrap(bytes);
    }

    /** A number of 32 bits. */
    public int number() throws IOException {
        try {
            return bytes.getInt();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    /** A number of 32 bits that counts something of which each takes a byte at least. */
    public int count() throws IOException {
        int count = number();
        if (count < 0 || count > bytes.remaining()) {
            throw new IOException("a frame counts " + count + " in " + bytes.remaining() + " bytes");
        }
        return count;
    }

    /** A number of 64 bits. */
    public long longNumber() throws IOException {
        try {
            return bytes.getLong();
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    /** Yes or no. */
    public boolean flag() throws IOException {
        try {
            return bytes.get() != 0;
        } catch (BufferUnderflowException e) {
            throw tooShort(e);
        }
    }

    /** A text. */
    public String text() throws IOException {
        byte[] utf8 = new byte[count()];
        bytes.get(utf8);
        return new String(utf8, StandardCharsets.UTF_8);
    }

    /** All that is left. */
    public byte[] rest() {
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        return rest;
    }

    private static IOException tooShort(BufferUnderflowException e) {
        return new IOException("a frame ended too early", e);
    }
}
