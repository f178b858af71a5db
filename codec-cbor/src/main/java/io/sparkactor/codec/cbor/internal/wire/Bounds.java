package io.sparkactor.codec.cbor.internal.wire;

import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.spi.CodecException;

/** The limits, and what is said when one is exceeded. Stateless. */
public final class Bounds {

    /** How many bytes an integer may have: arithmetic on longer ones can take minutes. */
    public static final int INTEGER_BYTES = 1_024;

    private Bounds() {}

    static void checkInteger(String place, int bytes) {
        if (bytes > INTEGER_BYTES) {
            String text = place + ": an integer of " + bytes + " bytes; at most " + INTEGER_BYTES
                    + " travel, send it as text or bytes";
            throw new CodecException(CodecException.Kind.LIMIT, text, null);
        }
    }

    static void checkText(CborLimits limits, String place, long bytes) {
        if (bytes > limits.textBytes()) {
            throw Faults.limit(
                    place, "a text or byte array of " + bytes + " bytes is over the limit of " + limits.textBytes());
        }
    }

    static void checkSurrogates(String place, String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        if (all >= Character.MIN_SURROGATE) {
            checkPairs(place, text);
        }
    }

    private static void checkPairs(String place, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isHighSurrogate(text.charAt(i))
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(text.charAt(i))) {
                throw Faults.unsupported(
                        place, "the text has half of a surrogate pair at index " + i + ", which UTF-8 cannot carry");
            }
        }
    }

    static CodecException tooDeep(CborLimits limits, String place) {
        return Faults.limit(place, "nested deeper than the limit of " + limits.depth());
    }

    static CodecException tooMany(CborLimits limits, String place) {
        return Faults.limit(place, "more values than the limit of " + limits.values());
    }

    static CodecException tooLarge(CborLimits limits, String place) {
        return Faults.limit(place, "larger than the limit of " + limits.frameBytes() + " bytes");
    }
}
