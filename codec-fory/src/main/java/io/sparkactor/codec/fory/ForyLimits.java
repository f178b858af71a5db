package io.sparkactor.codec.fory;

/**
 * What one encoded value may be at most. Immutable.
 *
 * <p>They keep mistakes small; they are not made for enemies. Fory counts memory roughly, and it does not bound keys of one hash code in
 * sets and maps, the scale of decimals, or what a record's own constructor does.
 *
 * @param frameBytes how many bytes it may have in all, checked on both sides; an encoder notices when it is done
 * @param depth how deep records and collections may nest when they are decoded; 2 to 1,000
 * @param memoryBytes about how much memory records, collections, maps and arrays of objects may take when they are decoded; texts and
 *     arrays of primitive values cannot be longer than the bytes that are there
 */
public record ForyLimits(int frameBytes, int depth, long memoryBytes) {

    /** 16 MiB, depth 128, 128 MiB of memory. */
    public static final ForyLimits DEFAULT = new ForyLimits(16 << 20, 128, 128L << 20);

    /** Checks the numbers. */
    public ForyLimits {
        if (frameBytes < 1) {
            throw new IllegalArgumentException("frameBytes must be at least 1, not " + frameBytes);
        }
        if (depth < 2 || depth > 1_000) {
            throw new IllegalArgumentException("depth must be between 2 and 1000, not " + depth);
        }
        if (memoryBytes < 1) {
            throw new IllegalArgumentException("memoryBytes must be at least 1, not " + memoryBytes);
        }
    }

    /** The same with another size in all. */
    public ForyLimits withFrameBytes(int frameBytes) {
        return new ForyLimits(frameBytes, depth, memoryBytes);
    }

    /** The same with another depth. */
    public ForyLimits withDepth(int depth) {
        return new ForyLimits(frameBytes, depth, memoryBytes);
    }

    /** The same with another amount of memory. */
    public ForyLimits withMemoryBytes(long memoryBytes) {
        return new ForyLimits(frameBytes, depth, memoryBytes);
    }
}
