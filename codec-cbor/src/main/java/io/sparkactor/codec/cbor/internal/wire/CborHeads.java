package io.sparkactor.codec.cbor.internal.wire;

import io.sparkactor.codec.cbor.CborLimits;

/**
 * Walks over bytes from one item's head to the next: its kind, and the number that says how long it is or what it stands for. Knows no
 * contents. Confined to one thread and one value.
 */
abstract sealed class CborHeads permits CborInput {

    final CborLimits limits;
    final byte[] bytes;
    final int end;
    int position;
    int values;

    // Items that were announced and whose heads are not yet read, the whole value among them. Each takes a byte at
    // least.
    int owed = 1;
    String place = "the value";

    // The head of the item that was read last.
    Major major = Major.SIMPLE;
    int info;
    long argument;

    CborHeads(CborLimits limits, byte[] bytes, int offset, int length) {
        this.limits = limits;
        this.bytes = bytes;
        this.position = offset;
        this.end = offset + length;
        if (length > limits.frameBytes()) {
            throw Bounds.tooLarge(limits, place);
        }
    }

    /** Says what is read next, for error texts. */
    public final void place(String place) {
        this.place = place;
    }

    /** What is being read, for error texts. */
    public final String place() {
        return place;
    }

    /** Counts values that take memory though they take no bytes. */
    public final void charge(int more) {
        values += more;
        if (values > limits.values()) {
            throw Bounds.tooMany(limits, place);
        }
    }

    final void expect(Major kind) {
        head();
        if (major != kind) {
            throw unexpected(kind.toString());
        }
    }

    final RuntimeException unexpected(String expected) {
        String found = switch (major) {
            case TAG -> "tag " + Long.toUnsignedString(argument);
            case SIMPLE -> info == 22 ? "null" : major.toString();
            default -> major.toString();
        };
        return Faults.mismatch(place, found + " where " + expected + " is expected");
    }

    final void head() {
        int first = peekByte();
        position++;
        count();
        major = Major.of(first);
        info = first & 31;
        argument = info < 24 ? info : wide();
        if (major == Major.TAG) {
            owed++;
        }
        if (major == Major.SIMPLE && (info < 20 || info > 22) && (info < 25 || info > 27)) {
            throw Faults.malformed(place, "a simple value that stands for nothing here (" + argument + ")");
        }
    }

    private long wide() {
        if (info > 27) {
            String what = info == 31
                    ? "an indefinite length, which is not accepted"
                    : "a length of the reserved kind " + info;
            throw Faults.malformed(place, what);
        }
        int width = 1 << info - 24;
        if (width > end - position) {
            throw truncated();
        }
        long value = 0;
        for (int i = 0; i < width; i++) {
            value = value << 8 | bytes[position++] & 0xFF;
        }
        return value;
    }

    final int peekByte() {
        if (position >= end) {
            throw truncated();
        }
        return bytes[position] & 0xFF;
    }

    final void count() {
        owed--;
        charge(1);
    }

    private RuntimeException truncated() {
        return Faults.malformed(place, "the bytes end in the middle of the value");
    }
}
