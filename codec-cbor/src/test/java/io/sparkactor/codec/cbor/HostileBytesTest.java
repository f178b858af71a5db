package io.sparkactor.codec.cbor;

import static io.sparkactor.codec.cbor.RefusalTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.codec.cbor.internal.wire.CborOutput;
import io.sparkactor.spi.CodecException.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that an enemy sends are refused before memory is taken or a stack overflows. */
class HostileBytesTest {

    private final CborCodec codec =
            CborCodec.builder().allow(Shop.Command.class, Nested.class).build();

    record Nested(Set<Weak> weak) {}

    record Wide(Optional<String> a, Optional<String> b, Optional<String> c, Optional<String> d) {}

    record Weak(int n) {
        @Override
        public int hashCode() {
            return 1;
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0x81, 0xA1, 0xC2, 0xD8})
    void aMillionLevelsAreRefusedWithoutOverflow(int first) {
        byte[] bytes = new byte[1_000_000];
        Arrays.fill(bytes, (byte) first);
        Kind kind = first == 0x81 ? Kind.LIMIT : Kind.MISMATCH;
        refused(kind, "", () -> codec.decode(bytes));
    }

    @Test
    void theDeepestAllowedLevelFitsOnTheStack() {
        CborCodec deep =
                CborCodec.builder().limits(CborLimits.DEFAULT.withDepth(1_000)).build();
        byte[] bytes = new byte[1_000];
        Arrays.fill(bytes, (byte) 0x81);
        bytes[999] = (byte) 0x80;
        assertThat(deep.encode(deep.decode(bytes))).isEqualTo(bytes);
        refused(Kind.LIMIT, "nested deeper than the limit of 128", () -> codec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "18",
                "19ff",
                "1a000000",
                "1b00000000000000",
                "61",
                "8201",
                "a16161",
                "fb00",
                "c2",
                "d8",
                "d81b82",
                "62c3"
            })
    void bytesThatEndTooEarlyAreRefused(String hex) {
        byte[] bytes = Frame.hex(hex);
        refused(Kind.MALFORMED, "the value", () -> codec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "62c080",
                "63eda080",
                "64f4908080",
                "62c341",
                "61ff",
                "66eda080edb080",
                "61c3",
                "63e08080",
                "64f0808080",
                "65f888808080"
            })
    void textsThatAreNoUtf8AreRefused(String hex) {
        byte[] bytes = Frame.hex(hex);
        refused(Kind.MALFORMED, "not valid UTF-8", () -> codec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9f01ff",
                "bf616101ff",
                "7f6161ff",
                "5f4101ff",
                "ff",
                "1c",
                "3d",
                "5e",
                "7c",
                "9d",
                "bc",
                "dd",
                "fc",
                "f7",
                "f0",
                "f820",
                "f8ff",
                "e0"
            })
    void whatStandsForNothingIsRefused(String hex) {
        byte[] bytes = Frame.hex(hex);
        refused(Kind.MALFORMED, "the value", () -> codec.decode(bytes));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c001",
                "c101",
                "c482211901",
                "d9d9f701",
                "d82001",
                "d9010080",
                "d8258101",
                "d81900",
                "dbffffffffffffffff01",
                "c2c24101",
                "c28101",
                "c2f5"
            })
    void unknownTagsAreRefused(String hex) {
        byte[] bytes = Frame.hex(hex);
        refused(Kind.MISMATCH, "the value", () -> codec.decode(bytes));
    }

    @Test
    void keysThatComeTwiceOrAreNoTextsAreRefused() {
        refused(Kind.MALFORMED, "comes twice", () -> codec.decode(Frame.hex("a2616101616102")));
        refused(Kind.MISMATCH, "an integer where a text is expected", () -> codec.decode(Frame.hex("a10101")));
        refused(Kind.MALFORMED, "comes twice", () -> codec.decode(Frame.typed("java.util.Set", 0x82, 0x01, 0x01)));
        refused(
                Kind.MALFORMED,
                "comes twice",
                () -> codec.decode(Frame.typed("java.util.Map", 0x84, 0x01, 0x01, 0x01, 0x02)));
        refused(
                Kind.MISMATCH,
                "cannot have 3 items",
                () -> codec.decode(Frame.typed("java.util.Map", 0x83, 0x01, 0x01, 0x01)));
    }

    @Test
    void bytesBehindTheValueAreRefused() {
        refused(Kind.MALFORMED, "2 bytes too many", () -> codec.decode(Frame.hex("010203")));
        assertThat(codec.decode(Frame.hex("010203"), 1, 1)).isEqualTo(2L);
    }

    @Test
    void limitsHoldOnBothSides() {
        CborLimits limits = CborLimits.DEFAULT;
        CborCodec small = CborCodec.builder()
                .limits(limits.withTextBytes(4).withValues(10).withFrameBytes(20))
                .build();
        assertThat(small.decode(small.encode("abcd"))).isEqualTo("abcd");
        for (Object value : List.of("abcde", "ééé", new byte[5])) {
            refused(Kind.LIMIT, "bytes is over the limit of 4", () -> small.encode(value));
            refused(Kind.LIMIT, "bytes is over the limit of 4", () -> small.decode(codec.encode(value)));
        }
        List<Long> eleven = List.of(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L);
        refused(Kind.LIMIT, "more values than the limit of 10", () -> small.encode(eleven));
        refused(Kind.LIMIT, "more values than the limit of 10", () -> small.decode(codec.encode(eleven)));
        assertThat(small.decode(small.encode(eleven.subList(0, 9)))).isEqualTo(eleven.subList(0, 9));
        List<String> wide = List.of("abcd", "abcd", "abcd", "abc");
        assertThat(small.decode(small.encode(wide))).isEqualTo(wide);
        List<String> tooWide = List.of("abcd", "abcd", "abcd", "abcd");
        refused(Kind.LIMIT, "larger than the limit of 20 bytes", () -> small.encode(tooWide));
        refused(Kind.LIMIT, "larger than the limit of 20 bytes", () -> small.decode(codec.encode(tooWide)));
    }

    @Test
    void componentsThatAreLeftOutCountAsValues() {
        CborLimits limits = CborLimits.DEFAULT.withValues(20);
        CborCodec small = CborCodec.builder().allow(Wide.class).limits(limits).build();
        CborCodec large = CborCodec.builder().allow(Wide.class).build();
        var wide = new Wide(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        List<Wide> two = List.of(wide, wide);
        List<Wide> three = List.of(wide, wide, wide);
        refused(Kind.LIMIT, "more values than the limit of 20", () -> small.encode(three));
        refused(Kind.LIMIT, "more values than the limit of 20", () -> small.decode(large.encode(three)));
        assertThat(small.decode(small.encode(two))).isEqualTo(two);
    }

    @Test
    void keysOfOneHashCodeAreRefusedBeforeTheyTakeQuadraticTime() {
        var out = new CborOutput(CborLimits.DEFAULT);
        out.writeTag(27);
        out.enterArray(2);
        out.writeText(Nested.class.getName());
        out.enterMap(1);
        out.writeText("weak");
        out.enterArray(100_000);
        for (int i = 0; i < 100_000; i++) {
            out.enterMap(1);
            out.writeText("n");
            out.writeLong(i);
            out.leave();
        }
        byte[] bytes = out.toByteArray();
        refused(Kind.LIMIT, "have the same hash code", () -> codec.decode(bytes));
    }
}
