package io.sparkactor.codec.cbor.internal.wire;

import io.sparkactor.codec.cbor.CborLimits;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads CBOR items (RFC 8949) that may come from an enemy: whatever an item announces is checked against the limits and against the
 * bytes that are there and not owed to what was announced before, before memory is taken. Refused are indefinite lengths, all tags but those of {@link Tags}, undefined and the
 * other simple values, and keys that are no text. Confined to one thread and one value.
 */
public final class CborInput extends CborHeads {

    // Integers below it are the same as floating point numbers.
    private static final long EXACT = 1L << 53;

    private int depth;

    /** A reader of {@code length} bytes from {@code offset} on. */
    public CborInput(CborLimits limits, byte[] bytes, int offset, int length) {
        super(limits, bytes, offset, length);
    }

    /** The kind of the next item. */
    public Major peek() {
        return Major.of(peekByte());
    }

    /** Whether the next item is an infinity, NaN or another floating point number. */
    public boolean peekFloat() {
        int first = peekByte();
        return first >= 0xF9 && first <= 0xFB;
    }

    /** Consumes the next item if it is null. */
    public boolean tryNull() {
        if (peekByte() != 0xF6) {
            return false;
        }
        head();
        return true;
    }

    /** Consumes the next item if it has exactly these bytes. */
    public boolean tryEncoded(byte[] item) {
        int to = position + item.length;
        if (item.length > end - position || !Arrays.equals(bytes, position, to, item, 0, item.length)) {
            return false;
        }
        count();
        position = to;
        return true;
    }

    /** True or false. */
    public boolean readBoolean() {
        head();
        if (major != Major.SIMPLE || info != 20 && info != 21) {
            throw unexpected("true or false");
        }
        return info == 21;
    }

    /** An integer between two bounds, which lie within the range of an int. */
    public int readInt(int least, int most) {
        long value = readLong();
        if (value < least || value > most) {
            throw Faults.mismatch(place, value + " is not between " + least + " and " + most);
        }
        return (int) value;
    }

    /** An integer of 64 bits. */
    public long readLong() {
        head();
        if (major != Major.UNSIGNED && major != Major.NEGATIVE) {
            throw unexpected("an integer");
        }
        if (argument < 0) {
            throw Faults.mismatch(place, "an integer of more than 64 bits where one of at most 64 is expected");
        }
        return major == Major.NEGATIVE ? ~argument : argument;
    }

    /** An integer of any size up to {@link Bounds#INTEGER_BYTES}. */
    public BigInteger readInteger() {
        head();
        return switch (major) {
            case UNSIGNED -> unsigned(argument);
            case NEGATIVE -> unsigned(argument).not();
            case TAG -> bigInteger(argument);
            default -> throw unexpected("an integer");
        };
    }

    private static BigInteger unsigned(long value) {
        BigInteger low = BigInteger.valueOf(value & Long.MAX_VALUE);
        return value < 0 ? low.setBit(Long.SIZE - 1) : low;
    }

    private BigInteger bigInteger(long tag) {
        if (tag != Tags.POSITIVE_BIG && tag != Tags.NEGATIVE_BIG) {
            throw unexpected("an integer");
        }
        byte[] magnitude = readBytes();
        Bounds.checkInteger(place, magnitude.length);
        BigInteger value = new BigInteger(1, magnitude);
        return tag == Tags.NEGATIVE_BIG ? value.not() : value;
    }

    /** A floating point number; also an integer that one can stand for exactly. */
    public double readDouble() {
        head();
        if (major == Major.SIMPLE) {
            return switch (info) {
                case 25 -> Float.float16ToFloat((short) argument);
                case 26 -> Float.intBitsToFloat((int) argument);
                case 27 -> Double.longBitsToDouble(argument);
                default -> throw unexpected("a number");
            };
        }
        if (major != Major.UNSIGNED && major != Major.NEGATIVE || argument < 0 || argument >= EXACT) {
            throw unexpected("a floating point number");
        }
        return major == Major.NEGATIVE ? ~argument : argument;
    }

    /** A text. */
    public String readText() {
        int length = block(Major.TEXT);
        position += length;
        return Utf8.decode(place, bytes, position - length, length);
    }

    /** A byte string. */
    public byte[] readBytes() {
        int length = block(Major.BYTES);
        position += length;
        return Arrays.copyOfRange(bytes, position - length, position);
    }

    /** Begins an array, for {@link #leave} to end, and says how many items it has. Those of all arrays and maps are never more than there are bytes. */
    public int enterArray() {
        return enter(Major.ARRAY, 1);
    }

    /** Begins a map, for {@link #leave} to end, and says how many entries it has. Those of all maps are never more than half of the bytes. */
    public int enterMap() {
        return enter(Major.MAP, 2);
    }

    /** Ends the array or map begun last. */
    public void leave() {
        depth--;
    }

    /** The tag of the next item. */
    public long peekTag() {
        int from = position;
        int before = values;
        int owedBefore = owed;
        long tag = readTag();
        position = from;
        values = before;
        owed = owedBefore;
        return tag;
    }

    /** A tag; the item that it is for follows. */
    public long readTag() {
        expect(Major.TAG);
        return argument;
    }

    /** Refuses bytes behind the value. */
    public void end() {
        if (position != end) {
            throw Faults.malformed(place, end - position + " bytes too many behind the value");
        }
    }

    private int enter(Major kind, int itemsEach) {
        expect(kind);
        if (++depth > limits.depth()) {
            throw Bounds.tooDeep(limits, place);
        }
        // Not each announcement by itself: lists in lists could each announce all the bytes, and take memory for them
        // each time.
        if (argument < 0 || argument > (end - position - owed) / itemsEach) {
            throw Faults.malformed(place, announced(kind));
        }
        if (argument > (limits.values() - values - owed) / itemsEach) {
            throw Bounds.tooMany(limits, place);
        }
        owed += (int) argument * itemsEach;
        return (int) argument;
    }

    private String announced(Major kind) {
        String text = kind + " announces " + Long.toUnsignedString(argument) + " elements, but " + (end - position)
                + " bytes follow";
        return owed == 0 ? text : text + " for them and for the " + owed + " items announced before";
    }

    private int block(Major kind) {
        expect(kind);
        if (argument < 0 || argument > end - position) {
            String announced = Long.toUnsignedString(argument);
            throw Faults.malformed(
                    place, kind + " announces " + announced + " bytes, but " + (end - position) + " follow");
        }
        Bounds.checkText(limits, place, argument);
        return (int) argument;
    }
}
