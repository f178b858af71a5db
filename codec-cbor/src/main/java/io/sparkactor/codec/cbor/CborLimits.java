package io.sparkactor.codec.cbor;

/**
 * What one encoded value may be at most, checked on both sides and before memory is taken. Immutable.
 *
 * @param depth how deep records, collections and type names may nest; 1 to 1,000
 * @param textBytes how many bytes one text or byte array may have
 * @param values how many values there may be in all, each element, key and component counted
 * @param frameBytes how many bytes it may have in all
 */
public record CborLimits(int depth, int textBytes, int values, int frameBytes) {

    /** Depth 128, texts of 8 MiB, a million values, 16 MiB in all. */
    public static final CborLimits DEFAULT = new CborLimits(128, 8 << 20, 1_000_000, 16 << 20);

    /** Checks the numbers. */
    public CborLimits {
        check("depth", depth);
        check("textBytes", textBytes);
        check("values", values);
        check("frameBytes", frameBytes);
        if (depth > 1_000) {
            throw new IllegalArgumentException(
                    "depth must be at most 1000, not " + depth + ": deeper ones may overflow a stack");
        }
    }

    private static void check(String name, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException(name + " must be at least 1, not " + limit);
        }
    }

    /** The same with another depth. */
    public CborLimits withDepth(int depth) {
        return new CborLimits(depth, textBytes, values, frameBytes);
    }

    /** The same with another length of texts and byte arrays. */
    public CborLimits withTextBytes(int textBytes) {
        return new CborLimits(depth, textBytes, values, frameBytes);
    }

    /** The same with another number of values. */
    public CborLimits withValues(int values) {
        return new CborLimits(depth, textBytes, values, frameBytes);
    }

    /** The same with another size in all. */
    public CborLimits withFrameBytes(int frameBytes) {
        return new CborLimits(depth, textBytes, values, frameBytes);
    }
}
