package io.sparkactor.codec.cbor;

import static io.sparkactor.codec.cbor.RefusalTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory is taken for what is there, not for what bytes announce: not by one item, and not by many in each other. */
class AnnouncementsTest {

    private static final int MANY = 998_000;

    private final CborCodec codec = CborCodec.builder().allow(Object[].class).build();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9a7fffffff01",
                "9bffffffffffffffff01",
                "9b7fffffffffffffff",
                "ba7fffffff616101",
                "bbffffffffffffffff",
                "7a7fffffff61",
                "7bffffffffffffffff61",
                "5a7fffffff61",
                "5b8000000000000000",
                "c25a7fffffff01",
                "d81b9a7fffffff61"
            })
    void anAnnouncedLengthTakesNoMemory(String hex) {
        byte[] bytes = Frame.hex(hex);
        refused(Kind.MALFORMED, "announces", () -> codec.decode(bytes));
        long before = allocated();
        for (int i = 0; i < 100; i++) {
            refusedQuietly(bytes);
        }
        assertThat((allocated() - before) / 100).isLessThan(16_384);
    }

    @Test
    void listsInListsTakeMemoryForTheBytesOnce() {
        takesLittle(Kind.MALFORMED, lists(20, MANY, MANY + 1_000));
    }

    @Test
    void aListAtEveryLevelOfTheDepthTakesMemoryForTheBytesOnce() {
        takesLittle(Kind.MALFORMED, lists(127, MANY, MANY + 1_000));
    }

    @Test
    void listsInListsTogetherKeepTheLimitOfValues() {
        takesLittle(Kind.LIMIT, lists(127, 600_000, 4_000_000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"java.util.Set", "java.util.Map", "[Ljava.lang.Object;"})
    void valuesWithTheNamesOfTheirTypesTakeMemoryForTheBytesOnce(String type) {
        takesLittle(Kind.MALFORMED, typed(type, 60, MANY, MANY + 10_000));
    }

    @Test
    void itemsBehindATagAreOwedUntilTheyAreRead() {
        // Three integers with tags, a list of four, and two more items are announced; one byte is missing.
        byte[] bytes = Frame.hex("86c24101c24101c24101840000000000");
        String text = "announces 4 elements, but 5 bytes follow for them and for the 2 items announced before";
        refused(Kind.MALFORMED, text, () -> codec.decode(bytes));
    }

    @Test
    void aFrameThatUsesUpItsBytesAndItsValuesIsRead() {
        byte[] bytes = Frame.hex("83820082c241010001a2600061618180");
        CborCodec exact =
                CborCodec.builder().limits(CborLimits.DEFAULT.withValues(14)).build();
        assertThat(exact.decode(bytes)).isEqualTo(codec.decode(bytes));
        CborCodec small =
                CborCodec.builder().limits(CborLimits.DEFAULT.withValues(13)).build();
        refused(Kind.LIMIT, "more values than the limit of 13", () -> small.decode(bytes));
    }

    private void takesLittle(Kind kind, byte[] bytes) {
        long before = allocated();
        refusedQuietly(bytes);
        // A reference of four bytes, or of eight, for each item; maps have a list of keys and one of values.
        assertThat(allocated() - before).isLessThan(10L * bytes.length);
        String text = kind == Kind.LIMIT ? "more values than the limit" : "items announced before";
        refused(kind, text, () -> codec.decode(bytes));
    }

    private static byte[] lists(int levels, int announced, int zeros) {
        var out = new CborOutput(CborLimits.DEFAULT);
        for (int i = 0; i < levels; i++) {
            out.enterArray(announced);
        }
        return withZeros(out, zeros);
    }

    private static byte[] typed(String type, int levels, int announced, int zeros) {
        var out = new CborOutput(CborLimits.DEFAULT);
        for (int i = 0; i < levels; i++) {
            out.writeTag(27);
            out.enterArray(2);
            out.writeText(type);
            out.enterArray(announced);
        }
        return withZeros(out, zeros);
    }

    private static byte[] withZeros(CborOutput out, int zeros) {
        byte[] heads = out.toByteArray();
        return Arrays.copyOf(heads, heads.length + zeros);
    }

    private void refusedQuietly(byte[] bytes) {
        try {
            codec.decode(bytes);
        } catch (CodecException expected) {
            assertThat(expected).hasNoCause();
        }
    }

    private static long allocated() {
        return ((com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
