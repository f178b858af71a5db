package io.sparkactor.codec.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.CodecException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Thousands of values that a seed makes, and of frames that a seed breaks. {@code -Dspark.cbor.seeds} says how many. */
class RandomValuesTest {

    private static final int SEEDS = Integer.getInteger("spark.cbor.seeds", 5_000);

    private final CborCodec codec = RandomValues.codec().build();

    @Test
    void everyValueComesBackEqualAndAsTheSameBytes() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Object value = new RandomValues(seed).any(4);
            byte[] bytes = codec.encode(value);
            Object again = codec.decode(bytes);
            assertThat(again).as("seed %d", seed).isEqualTo(value);
            assertThat(codec.encode(again)).as("seed %d", seed).isEqualTo(bytes);
        }
    }

    @Test
    void aValueThatIsWrittenWithinALimitIsReadWithinIt() {
        for (int seed = 0; seed < SEEDS / 50; seed++) {
            Object value = new RandomValues(seed).any(4);
            int least = 1;
            for (int most = 1 << 14; least < most; ) {
                int middle = (least + most) / 2;
                if (isWritten(value, middle)) {
                    most = middle;
                } else {
                    least = middle + 1;
                }
            }
            CborCodec exact = limited(least);
            assertThat(exact.decode(exact.encode(value))).as("seed %d", seed).isEqualTo(value);
        }
    }

    private static boolean isWritten(@Nullable Object value, int values) {
        try {
            limited(values).encode(value);
            return true;
        } catch (CodecException expected) {
            assertThat(expected.kind()).isEqualTo(CodecException.Kind.LIMIT);
            return false;
        }
    }

    private static CborCodec limited(int values) {
        return RandomValues.codec()
                .limits(CborLimits.DEFAULT.withValues(values))
                .build();
    }

    @Test
    void brokenFramesThrowNothingButCodecExceptionsAndTakeLittleMemory() {
        int refused = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] frame = codec.encode(new RandomValues(seed).any(4));
            for (int round = 0; round < 10; round++) {
                refused += tryBroken(seed, broken(frame, random));
            }
        }
        assertThat(refused).isGreaterThan(SEEDS);
    }

    private int tryBroken(int seed, byte[] frame) {
        long before = allocated();
        boolean refused = false;
        try {
            codec.decode(frame);
        } catch (CodecException expected) {
            refused = true;
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + ", frame " + Frame.hex(frame), e);
        }
        // An empty set of one byte is an object of about a hundred; exceptions and zones take the rest.
        assertThat(allocated() - before).as("seed %d", seed).isLessThan(1_000_000 + 500L * frame.length);
        return refused ? 1 : 0;
    }

    private static byte[] broken(byte[] frame, Random random) {
        byte[] bytes = frame.clone();
        for (int i = random.nextInt(3); i >= 0 && bytes.length > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt();
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> System.arraycopy(frame, random.nextInt(frame.length), bytes, at, 1);
            }
        }
        return bytes;
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
