package io.sparkactor.remote.internal.tcp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Decisions that are taken from bytes, one behind the other; zeros behind the last one. For one thread. */
final class ByteScript {

    private final byte[] bytes;
    private int at;

    ByteScript(byte[] bytes) {
        this.bytes = bytes;
    }

    boolean hasMore() {
        return at < bytes.length;
    }

    private int next() {
        return hasMore() ? bytes[at++] & 0xFF : 0;
    }

    boolean truth() {
        return (next() & 1) != 0;
    }

    /** From one number to another, both included; of one byte if that is enough. */
    int number(int least, int most) {
        int span = most - least + 1;
        int found = span <= 256 ? next() : next() << 8 | next();
        return least + found % span;
    }

    /** Any number that is not negative. */
    long large() {
        return ByteBuffer.wrap(bytes(Long.BYTES)).getLong() & Long.MAX_VALUE;
    }

    /** As many as there are, and then zeros. */
    byte[] bytes(int count) {
        byte[] found = Arrays.copyOfRange(bytes, at, at + count);
        at = Math.min(bytes.length, at + count);
        return found;
    }

    /** At most so many characters. */
    String text(int most) {
        return new String(bytes(number(0, most)), StandardCharsets.UTF_8);
    }
}
