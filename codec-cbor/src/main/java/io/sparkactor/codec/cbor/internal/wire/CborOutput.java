package io.sparkactor.codec.cbor.internal.wire;

import io.sparkactor.codec.cbor.CborLimits;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Writes CBOR items (RFC 8949), each in its shortest form, floating point numbers aside; the same bytes as the Python original for
 * the same plain values. Confined to one thread and one value.
 */
public final class CborOutput {

    private static final int LONGEST_HEAD = 9;

    private static final int FIRST_BYTES = 512;

    private final CborLimits limits;
    private byte[] bytes;
    private int size;
    private int depth;
    private int values;
    private String place = "the value";

    /** A writer within limits. */
    public CborOutput(CborLimits limits) {
        this(limits, FIRST_BYTES);
    }

    /** A writer within limits, of something that has probably not more bytes than that. */
    public CborOutput(CborLimits limits, int probableBytes) {
        this.limits = limits;
        bytes = new byte[probableBytes + LONGEST_HEAD];
    }

    /** Says what is written next, for error texts. */
    public void place(String place) {
        this.place = place;
    }

    /** What is being written, for error texts. */
    public String place() {
        return place;
    }

    /** How many bytes were written. */
    public int size() {
        return size;
    }

    /** All that was written. */
    public byte[] toByteArray() {
        if (size > limits.frameBytes()) {
            throw Bounds.tooLarge(limits, place);
        }
        return Arrays.copyOf(bytes, size);
    }

    /** Null. */
    public void writeNull() {
        head(Major.SIMPLE, 22);
    }

    /** True or false. */
    public void writeBoolean(boolean value) {
        head(Major.SIMPLE, value ? 21 : 20);
    }

    /** An integer. */
    public void writeLong(long value) {
        head(value < 0 ? Major.NEGATIVE : Major.UNSIGNED, value < 0 ? ~value : value);
    }

    /** An integer of any size up to {@link Bounds#INTEGER_BYTES}. */
    public void writeInteger(BigInteger value) {
        boolean negative = value.signum() < 0;
        BigInteger magnitude = negative ? value.not() : value;
        if (magnitude.bitLength() <= Long.SIZE) {
            head(negative ? Major.NEGATIVE : Major.UNSIGNED, magnitude.longValue());
            return;
        }
        byte[] raw = magnitude.toByteArray();
        int from = raw[0] == 0 ? 1 : 0;
        Bounds.checkInteger(place, raw.length - from);
        writeTag(negative ? Tags.NEGATIVE_BIG : Tags.POSITIVE_BIG);
        block(Major.BYTES, raw, from, raw.length - from);
    }

    /** A floating point number of 64 bits, except that infinities and NaN take 16. */
    public void writeDouble(double value) {
        if (Double.isFinite(value)) {
            first(Major.SIMPLE, 27);
            fixed(Double.doubleToRawLongBits(value), 8);
        } else {
            first(Major.SIMPLE, 25);
            fixed(Double.isNaN(value) ? 0x7E00 : value > 0 ? 0x7C00 : 0xFC00, 2);
        }
    }

    /** A floating point number of 32 bits. */
    public void writeFloat(float value) {
        if (!Float.isFinite(value)) {
            writeDouble(value);
            return;
        }
        first(Major.SIMPLE, 26);
        fixed(Float.floatToRawIntBits(value), 4);
    }

    /** A text. */
    public void writeText(String text) {
        Bounds.checkText(limits, place, text.length());
        Bounds.checkSurrogates(place, text);
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        Bounds.checkText(limits, place, utf8.length);
        block(Major.TEXT, utf8, 0, utf8.length);
    }

    /** A byte string. */
    public void writeBytes(byte[] value) {
        Bounds.checkText(limits, place, value.length);
        block(Major.BYTES, value, 0, value.length);
    }

    /** Begins an array; {@link #leave} ends it. */
    public void enterArray(int count) {
        enter(Major.ARRAY, count);
    }

    /** Begins a map; {@link #leave} ends it. */
    public void enterMap(int entries) {
        enter(Major.MAP, entries);
    }

    /** Ends the array or map begun last. */
    public void leave() {
        depth--;
    }

    /** A tag; the item that it is for follows. */
    public void writeTag(int tag) {
        head(Major.TAG, tag);
    }

    /** An item that was encoded beforehand. */
    public void writeEncoded(byte[] item) {
        count();
        room(item.length);
        System.arraycopy(item, 0, bytes, size, item.length);
        size += item.length;
    }

    /** Counts values that are left out, as the reader does. */
    public void charge(int more) {
        values += more;
        if (values > limits.values()) {
            throw Bounds.tooMany(limits, place);
        }
    }

    private void enter(Major major, int count) {
        if (++depth > limits.depth()) {
            throw Bounds.tooDeep(limits, place);
        }
        head(major, count);
    }

    private void block(Major major, byte[] source, int from, int length) {
        head(major, length);
        room(length);
        System.arraycopy(source, from, bytes, size, length);
        size += length;
    }

    private void head(Major major, long argument) {
        if (argument >= 0 && argument < 24) {
            first(major, (int) argument);
        } else if (argument >>> 8 == 0) {
            first(major, 24);
            bytes[size++] = (byte) argument;
        } else if (argument >>> 16 == 0) {
            first(major, 25);
            fixed(argument, 2);
        } else if (argument >>> 32 == 0) {
            first(major, 26);
            fixed(argument, 4);
        } else {
            first(major, 27);
            fixed(argument, 8);
        }
    }

    // Makes room for the head's argument too; whether that was too much shows at the next head, or at the end.
    private void first(Major major, int info) {
        count();
        if (size > limits.frameBytes()) {
            throw Bounds.tooLarge(limits, place);
        }
        if (bytes.length - size < LONGEST_HEAD) {
            grow(LONGEST_HEAD);
        }
        bytes[size++] = (byte) (major.bits() | info);
    }

    private void fixed(long value, int width) {
        for (int shift = (width - 1) * 8; shift >= 0; shift -= 8) {
            bytes[size++] = (byte) (value >>> shift);
        }
    }

    private void count() {
        charge(1);
    }

    private void room(int more) {
        if (more > limits.frameBytes() - size) {
            throw Bounds.tooLarge(limits, place);
        }
        if (more > bytes.length - size) {
            grow(more);
        }
    }

    private void grow(int more) {
        int wanted = (int) Math.min(bytes.length * 2L, limits.frameBytes() + (long) LONGEST_HEAD);
        bytes = Arrays.copyOf(bytes, Math.max(wanted, size + more));
    }
}
