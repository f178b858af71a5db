package io.sparkactor.remote.internal.wire;

import static io.sparkactor.remote.internal.wire.Handmade.minimal;
import static io.sparkactor.remote.internal.wire.Handmade.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory is taken for bytes that are there, not for what they announce, and for no more than the limits. */
class LimitsTest {

    @ParameterizedTest
    @CsvSource({
        "payload, 9a7fffffff01",
        "payload, 9bffffffffffffffff",
        "payload, ba7fffffff",
        "payload, 7a7fffffff61",
        "payload, 5b8000000000000000",
        "payload, c25a7fffffff01",
        "headers, bb7fffffffffffffff",
        "message_id, 7a7fffffff61",
        "deadline, 7affffffff",
        "target, ba7fffffff",
        "priority, 9a7fffffff01"
    })
    void anAnnouncedLengthTakesNoMemory(String key, String hex) {
        Handmade envelope = minimal().without(key).with(key, hex);
        envelope.isRefused(Kind.MALFORMED, "announces");
        byte[] bytes = envelope.bytes();
        long before = allocated();
        for (int i = 0; i < 100; i++) {
            refusedQuietly(bytes);
        }
        assertThat((allocated() - before) / 100).isLessThan(20_000);
    }

    @Test
    void listsInListsTakeMemoryForTheBytesOnce() {
        // Twenty lists in each other, each of which announces almost all of the bytes.
        int zeros = 900_000;
        byte[] start = minimal()
                .without("payload")
                .with("payload", "9a000dbba0".repeat(20))
                .bytes();
        byte[] bytes = Arrays.copyOf(start, start.length + zeros);
        refused(Kind.MALFORMED, "items announced before", () -> Golden.CODEC.decode(bytes, 0, bytes.length));
        long before = allocated();
        refusedQuietly(bytes);
        // A reference of four bytes, or of eight, for each item.
        assertThat(allocated() - before).isLessThan(10L * bytes.length);
    }

    @Test
    void theLimitsOfTheItemHoldForEnvelopes() {
        byte[] deep = minimal().with("payload", "81".repeat(127) + "80").bytes();
        refused(Kind.LIMIT, "nested deeper than the limit of 128", () -> Golden.CODEC.decode(deep, 0, deep.length));
        byte[] bytes = minimal()
                .with("payload", "84" + Handmade.text("abcde") + "010203")
                .bytes();
        CborLimits limits = CborLimits.DEFAULT;
        isRefused(
                Kind.LIMIT,
                "a text or byte array of 36 bytes is over the limit of 35",
                limits.withTextBytes(35),
                bytes);
        isRefused(Kind.LIMIT, "more values than the limit of 18", limits.withValues(18), bytes);
        accepted(limits.withValues(19), bytes);
        isRefused(Kind.LIMIT, "larger than the limit", limits.withFrameBytes(bytes.length - 7), bytes);
        accepted(limits.withFrameBytes(bytes.length - 6), bytes);
    }

    private static void accepted(CborLimits limits, byte[] bytes) {
        assertThat(new EnvelopeCodec(TestRefs::of, limits).decode(bytes, 0, bytes.length))
                .isEqualTo(Golden.CODEC.decode(bytes, 0, bytes.length));
    }

    private static void isRefused(Kind kind, String text, CborLimits limits, byte[] bytes) {
        var codec = new EnvelopeCodec(TestRefs::of, limits);
        Handmade.refused(kind, text, () -> codec.decode(bytes, 0, bytes.length));
    }

    @Test
    void theLargestEnvelopeAndItsSealFitIntoAFrame() {
        CborLimits fits = CborLimits.DEFAULT.withFrameBytes((64 << 20) - 46);
        new EnvelopeCodec(TestRefs::of, fits);
        CborLimits tooLarge = CborLimits.DEFAULT.withFrameBytes((64 << 20) - 45);
        assertThatThrownBy(() -> new EnvelopeCodec(TestRefs::of, tooLarge))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("limits.frameBytes must be at most 67108818");
    }

    @ParameterizedTest
    @CsvSource({
        "67108865, announces 67108865 bytes where at most 67108864",
        "-1, announces 4294967295 bytes",
        "1195725856, it looks like HTTP",
        "369295617, it looks like TLS",
        "1397772875, frames for WebSocket"
    })
    void aFrameThatIsTooLongIsRefusedByItsLength(int announced, String text) {
        assertThatThrownBy(() -> Frames.checkLength(announced, Frames.LARGEST_BODY))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(text);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, HelloCodec.LARGEST})
    void aFrameThatFitsIsAccepted(int announced) throws FrameException {
        assertThat(Frames.checkLength(announced, HelloCodec.LARGEST)).isEqualTo(announced);
    }

    private static void refusedQuietly(byte[] bytes) {
        try {
            Golden.CODEC.decode(bytes, 0, bytes.length);
        } catch (CodecException expected) {
            assertThat(expected).hasNoCause();
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
