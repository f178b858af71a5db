package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.spi.CodecException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Thousands of frames of the original that a seed breaks: each is read, or refused with the exception that is declared.
 * {@code -Dspark.remote.seeds} says how many.
 */
class BrokenFramesTest {

    private static final int SEEDS = Integer.getInteger("spark.remote.seeds", 5_000);
    private static final byte[][] ENVELOPES = {Golden.body("frame.1"), Golden.body("frame.2"), Golden.body("frame.3")};
    private static final byte[][] HELLOS = {
        Golden.body("hello.left"), Golden.body("hello.right.secret"), HelloCodec.encode(offering())
    };

    private static Hello offering() {
        return Hello.of(Golden.LEFT, Golden.LEFT_NONCE, null, TestFrames.offer(1, "instance", "session", 77));
    }

    @Test
    void whatIsReadOfABrokenEnvelopeCanBeWrittenAndReadAgain() {
        int read = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] broken = broken(seed, ENVELOPES);
            try {
                WireEnvelope envelope = Golden.CODEC.decode(broken, 0, broken.length);
                byte[] again = Golden.CODEC.encode(envelope);
                WireEnvelope same = Golden.CODEC.decode(again, 0, again.length);
                assertThat(Golden.CODEC.encode(same)).as("seed %d", seed).isEqualTo(again);
                read++;
            } catch (CodecException e) {
                assertThat(e.kind()).as("seed %d", seed).isNotIn(CodecException.Kind.REFUSED);
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().hasSizeLessThan(600);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(read).as("some are only changed in their texts").isBetween(SEEDS / 50, SEEDS * 9 / 10);
    }

    @Test
    void whatIsReadOfABrokenHandshakeCanBeWrittenAndReadAgain() {
        int read = 0;
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] broken = broken(seed, HELLOS);
            try {
                Hello hello = HelloCodec.decode(broken, 0, broken.length);
                byte[] again = HelloCodec.encode(hello);
                assertThat(HelloCodec.decode(again, 0, again.length))
                        .as("seed %d", seed)
                        .isEqualTo(hello);
                new HelloCheck(null, null).check(hello);
                read++;
            } catch (HandshakeException e) {
                assertThat(e.getMessage()).as("seed %d", seed).isNotBlank().hasSizeLessThan(600);
            } catch (RuntimeException | StackOverflowError e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertThat(read).isBetween(SEEDS / 50, SEEDS * 9 / 10);
    }

    @Test
    void aBrokenSealedFrameIsNeverOpened() {
        byte[] sealed = new FrameSeal(Golden.SHARED).sealed(ENVELOPES[0]);
        for (int seed = 0; seed < SEEDS; seed++) {
            byte[] broken = broken(seed, sealed);
            if (Arrays.equals(broken, sealed)) {
                continue;
            }
            try {
                new FrameOpener(Golden.SHARED).open(broken, 0, broken.length);
            } catch (FrameException expected) {
                continue;
            }
            throw new AssertionError("seed " + seed + " was opened");
        }
    }

    private static byte[] broken(int seed, byte[]... frames) {
        var random = new Random(seed);
        byte[] bytes = frames[random.nextInt(frames.length)].clone();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            bytes = breakOnce(random, bytes, frames[random.nextInt(frames.length)]);
        }
        return bytes;
    }

    private static byte[] breakOnce(Random random, byte[] bytes, byte[] other) {
        if (bytes.length == 0) {
            return bytes;
        }
        int at = random.nextInt(bytes.length + 1);
        return switch (random.nextInt(8)) {
            case 0 -> Arrays.copyOf(bytes, at);
            case 1 -> join(bytes, at, other, random.nextInt(other.length));
            case 2 -> join(bytes, at, bytes, Math.min(bytes.length, at + 1 + random.nextInt(8)));
            case 3 -> join(bytes, at, bytes, Math.max(0, at - 1 - random.nextInt(40)));
            case 4 -> with(bytes, at, random.nextInt(256));
            default -> with(bytes, at, bytes[at % bytes.length] ^ 1 << random.nextInt(8));
        };
    }

    private static byte[] with(byte[] bytes, int at, int value) {
        byte[] changed = bytes.clone();
        changed[at % bytes.length] = (byte) value;
        return changed;
    }

    /** The first bytes of one, and what stands in another from an index on. */
    private static byte[] join(byte[] first, int length, byte[] second, int from) {
        byte[] joined = Arrays.copyOf(first, length + second.length - from);
        System.arraycopy(second, from, joined, length, second.length - from);
        return joined;
    }
}
