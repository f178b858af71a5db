package io.sparkactor.internal.timer;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One ring of buckets, each for a stretch of time; a bitmap tells which of them may hold entries.
 *
 * <p>A stretch is {@code 1 << shift} ticks. Stretches are numbered from the wheel's start; bucket {@code n % 256} serves stretch
 * {@code n}. Entries lie at most {@value #AHEAD} stretches ahead of the wheel's position.
 *
 * <p>Thread-safe; a bit changes only under the lock of its bucket.
 */
final class WheelLevel {

    /** How many stretches ahead of the position an entry may lie. */
    static final int AHEAD = 255;

    /** Each level's stretch is as long as this many bits of stretches of the level below. */
    static final int RADIX_BITS = 8;

    /** No marked bucket. */
    static final int NONE = Integer.MAX_VALUE;

    private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int SIZE = 256;
    private static final int MASK = SIZE - 1;
    private static final int WORDS = SIZE / Long.SIZE;

    private final int shift;
    private final AtomicReferenceArray<@Nullable Bucket> buckets = new AtomicReferenceArray<>(SIZE);
    private final long[] marks = new long[WORDS];

    /**
     * Creates an empty level.
     *
     * @param number 0 for the finest
     */
    WheelLevel(int number) {
        shift = number * RADIX_BITS;
    }

    /** The stretch in which a tick lies. */
    long stretch(long tick) {
        return tick >> shift;
    }

    /** The first tick of a stretch. */
    long firstTick(long stretch) {
        return stretch << shift;
    }

    /** The bucket that serves a stretch. */
    Bucket bucket(long stretch) {
        var index = (int) stretch & MASK;
        var bucket = buckets.getAcquire(index);
        return bucket != null ? bucket : create(index);
    }

    private Bucket create(int index) {
        var created = new Bucket(this, index);
        var other = buckets.compareAndExchange(index, null, created);
        return other == null ? created : other;
    }

    /** Sets a bucket's bit: a full fence, on which the wheel's hand-shakes rest. */
    void mark(int index) {
        var _ = (long) WORD.getAndBitwiseOr(marks, index / Long.SIZE, 1L << index);
    }

    void unmark(int index) {
        var _ = (long) WORD.getAndBitwiseAnd(marks, index / Long.SIZE, ~(1L << index));
    }

    /** How far ahead of a stretch the next marked bucket is: 1 to 255, or {@link #NONE}. */
    int distanceToMarked(long stretch) {
        var start = (int) (stretch + 1) & MASK;
        var word = start / Long.SIZE;
        var bits = word(word) & (-1L << start);
        for (var i = 0; i <= WORDS; i++) {
            if (bits != 0) {
                var index = word * Long.SIZE + Long.numberOfTrailingZeros(bits);
                var distance = (index - start & MASK) + 1;
                return distance == SIZE ? NONE : distance;
            }
            word = (word + 1) % WORDS;
            bits = word(word);
        }
        return NONE;
    }

    private long word(int index) {
        return (long) WORD.getVolatile(marks, index);
    }
}
