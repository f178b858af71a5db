package io.sparkactor.process.internal.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts the body of a frame together. Confined to one thread. */
public final class BodyWriter {

    static final BodyWriter EMPTY = new BodyWriter(0);

    private byte[] bytes;
    private int size;

    /** An empty body. */
    public BodyWriter() {
        this(64);
    }

    private BodyWriter(int capacity) {
        bytes = new byte[capacity];
    }

    /** A number of 32 bits. */
    public BodyWriter number(int value) {
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(size, value);
        size += Integer.BYTES;
        return this;
    }

    /** A number of 64 bits. */
    public BodyWriter number(long value) {
        room(Long.BYTES);
        ByteBuffer.wrap(bytes).putLong(size, value);
        size += Long.BYTES;
        return this;
    }

    /** Yes or no. */
    public BodyWriter flag(boolean value) {
        room(1);
        bytes[size++] = (byte) (value ? 1 : 0);
        return this;
    }

    /** A text: its length in bytes, then UTF-8. */
    public BodyWriter text(String value) {
        byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
        return number(utf8.length).rest(utf8);
    }

    /** Bytes, without their length: what comes last. */
    public BodyWriter rest(byte[] value) {
        room(value.length);
        System.arraycopy(value, 0, bytes, size, value.length);
        size += value.length;
        return this;
    }

    int size() {
        return size;
    }

    void copyTo(ByteBuffer target) {
        target.put(bytes, 0, size);
    }

    private void room(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
        }
    }
}
