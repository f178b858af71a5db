package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.CodecException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Frames of which some bytes are others give a value or a {@link CodecException}, and the codec works on. {@code -Dspark.fory.seeds=200000}
 * tries more.
 */
class MutatedFramesTest {

    private static final int SEEDS = Integer.getInteger("spark.fory.seeds", 20_000);

    private final ForyCodec codec = ForyCodec.builder()
            .allow(Shop.Command.class, Shop.Boxes.class, Shop.Tree.class, Shop.Positive.class)
            .limits(ForyLimits.DEFAULT.withMemoryBytes(8 << 20))
            .build();

    @Test
    void onlyCodecExceptionsComeOfBrokenFrames() {
        List<Object> values = RoundTripTest.values().stream()
                .filter(value -> !(value instanceof RoundTripTest.Loose))
                .toList();
        List<byte[]> frames = values.stream().map(codec::encode).toList();
        var kinds = EnumSet.noneOf(CodecException.Kind.class);
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            byte[] frame = mutated(frames.get(random.nextInt(frames.size())), random);
            try {
                codec.decode(frame);
            } catch (CodecException e) {
                kinds.add(e.kind());
            } catch (Throwable e) {
                throw new AssertionError("seed " + seed + ": " + Arrays.toString(frame), e);
            }
        }
        assertThat(kinds).contains(CodecException.Kind.MALFORMED, CodecException.Kind.UNSUPPORTED);
        for (int i = 0; i < values.size(); i++) {
            assertThat(codec.decode(frames.get(i))).isEqualTo(values.get(i));
        }
    }

    private static byte[] mutated(byte[] frame, Random random) {
        byte[] mutated = frame.clone();
        for (int changes = random.nextInt(4); changes >= 0; changes--) {
            mutated[random.nextInt(mutated.length)] = (byte) random.nextInt();
        }
        int length = mutated.length + (random.nextInt(4) == 0 ? random.nextInt(9) - 4 : 0);
        return Arrays.copyOf(mutated, Math.max(0, length));
    }
}
