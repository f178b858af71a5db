package io.sparkactor.codec.cbor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.codec.cbor.Shop.Positive;
import io.sparkactor.codec.cbor.Shop.Size;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What does not travel, or is not allowed, is refused by name, on both sides. */
class RefusalTest {

    private final CborCodec open = CborCodec.builder()
            .allow(Shop.Command.class, Positive.class, Two.class, Flags.class)
            .build();
    private final CborCodec closed = CborCodec.builder().build();

    record Two(int first, Optional<String> second) {}

    record Flags(boolean flag, byte octet, char letter, float single) {}

    record Throwing(int n) {
        @Override
        public int n() {
            throw new IllegalStateException("no n today");
        }
    }

    record Named(Class<?> type) {}

    record Dated(Date when) {}

    record Queued(List<ArrayDeque<String>> queues) {}

    record Liar(List<String> texts) {}

    sealed interface Mixed permits Good, Bad {}

    record Good() implements Mixed {}

    static final class Bad implements Mixed {}

    static void refused(Kind kind, String text, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(CodecException.class, e -> {
            assertThat(e).hasMessageContaining(text);
            assertThat(e.kind()).isEqualTo(kind);
        });
    }

    @Test
    void aTypeThatWasNotAllowedIsRefusedByNameOnBothSides() {
        String advice = "RefusalTest$Two is not allowed; allow it with CborCodec.builder().allow(Two.class)";
        refused(Kind.NOT_ALLOWED, advice, () -> closed.encode(new Two(1, Optional.empty())));
        byte[] bytes = open.encode(new Two(1, Optional.empty()));
        refused(Kind.NOT_ALLOWED, advice, () -> closed.decode(bytes));
        refused(
                Kind.NOT_ALLOWED,
                "RefusalTest$Two",
                () -> closed.encode(List.of(Map.of("a", new Two(1, Optional.empty())))));
        refused(Kind.NOT_ALLOWED, "Shop$Size", () -> closed.encode(Size.LARGE));
    }

    @Test
    void noClassIsLoadedBecauseBytesNameIt() {
        byte[] bytes = Frame.typed("io.sparkactor.codec.cbor.NeverLoaded", 0xA0);
        refused(Kind.NOT_ALLOWED, "NeverLoaded is not allowed", () -> open.decode(bytes));
        assertThat(NeverLoaded.Mark.loaded).isFalse();
    }

    @Test
    void aClassIsNamedOnlyIfItMayTravelItself() {
        CborCodec names = CborCodec.builder().allow(Named.class, Two.class).build();
        CborCodec others = CborCodec.builder().allow(Named.class).build();
        byte[] bytes = names.encode(new Named(Two.class));
        assertThat(names.decode(bytes)).isEqualTo(new Named(Two.class));
        refused(Kind.NOT_ALLOWED, "RefusalTest$Two", () -> others.decode(bytes));
        refused(Kind.NOT_ALLOWED, "RefusalTest$Flags", () -> names.encode(new Named(Flags.class)));
        refused(Kind.UNSUPPORTED, "java.lang.Class does not travel", () -> names.encode(Two.class));
    }

    @Test
    void aNameFromTheOtherEndIsMadeFitForTheLog() {
        refused(Kind.NOT_ALLOWED, "type a?b?c?", () -> open.decode(Frame.typed("a\nb\u001bc\u202e", 0xA0)));
        assertThatThrownBy(() -> open.decode(Frame.typed("x".repeat(100_000), 0xA0)))
                .message()
                .hasSizeLessThan(600);
    }

    @Test
    void whatIsNoValueIsRefusedWithAWayOut() {
        refused(Kind.UNSUPPORTED, "java.util.Date does not travel", () -> open.encode(new Date()));
        refused(Kind.UNSUPPORTED, "send its class name, message and stack trace", () -> open.encode(new Exception()));
        refused(Kind.UNSUPPORTED, "is a lambda", () -> open.encode((Runnable) () -> {}));
        refused(Kind.UNSUPPORTED, "java.lang.Object does not travel", () -> open.encode(List.of(new Object())));
        refused(Kind.UNSUPPORTED, "declare it as a List", () -> open.encode(new ArrayDeque<>()));
        refused(Kind.UNSUPPORTED, "half of a surrogate pair at index 1", () -> open.encode("a\ud800b"));
        refused(Kind.MISMATCH, "a decimal of scale 20000", () -> open.encode(new BigDecimal(BigInteger.ONE, 20_000)));
        refused(Kind.LIMIT, "an integer of 1251 bytes", () -> open.encode(BigInteger.TWO.pow(10_000)));
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void whatDoesNotTravelIsRefusedWhenTheCodecIsBuilt() {
        refused(
                Kind.UNSUPPORTED,
                "component 'when' of io.sparkactor.codec.cbor.RefusalTest$Dated: java.util.Date",
                () -> CborCodec.builder().allow(Dated.class).build());
        refused(
                Kind.UNSUPPORTED,
                "component 'queues'",
                () -> CborCodec.builder().allow(Queued.class).build());
        refused(
                Kind.UNSUPPORTED,
                "allow(java.util.Date)",
                () -> CborCodec.builder().allow(Date.class).build());
        assertThatThrownBy(() -> CborCodec.builder().allow((Class<?>) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void ofASealedTypeWhatIsNoRecordIsLeftOut() {
        CborCodec mixed = CborCodec.builder().allow(Mixed.class).build();
        assertThat(mixed.decode(mixed.encode(new Good()))).isEqualTo(new Good());
        refused(Kind.UNSUPPORTED, "RefusalTest$Bad does not travel", () -> mixed.encode(new Bad()));
    }

    @Test
    void aConstructorThatThrowsIsNamedWithItsCause() {
        byte[] bytes = Frame.typed(Positive.class.getName(), 0xA1, 0x61, 'n', 0x00);
        assertThatThrownBy(() -> open.decode(bytes))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining(
                        "Shop$Positive: its constructor threw java.lang.IllegalArgumentException: n must be positive")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccessorThatThrowsIsNamedWithItsCause() {
        CborCodec codec = CborCodec.builder().allow(Throwing.class).build();
        refused(
                Kind.REFUSED,
                "RefusalTest$Throwing.n() threw java.lang.IllegalStateException",
                () -> codec.encode(new Throwing(1)));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void aValueThatIsNotWhatItsTypeSaysIsRefused() {
        CborCodec codec = CborCodec.builder().allow(Liar.class).build();
        refused(Kind.REFUSED, "component 'texts'", () -> codec.encode(new Liar((List) List.of(1))));
    }

    @Test
    void aComponentThatIsMissingUnknownTwiceOrOfAnotherKindIsNamed() {
        String two = Two.class.getName();
        refused(
                Kind.MISMATCH,
                "component 'first' of " + two + ": is missing",
                () -> open.decode(Frame.typed(two, 0xA0)));
        refused(Kind.MISMATCH, "there is no component 'x'", () -> open.decode(Frame.typed(two, 0xA1, 0x61, 'x', 0x00)));
        byte[] twice = Frame.typed(two, 0xA2, 0x65, 'f', 'i', 'r', 's', 't', 0x00, 0x65, 'f', 'i', 'r', 's', 't', 0x00);
        refused(Kind.MALFORMED, "component 'first' of " + two + ": comes twice", () -> open.decode(twice));
        byte[] text = Frame.typed(two, 0xA1, 0x65, 'f', 'i', 'r', 's', 't', 0x60);
        refused(Kind.MISMATCH, "a text where an integer is expected", () -> open.decode(text));
        byte[] none = Frame.typed(two, 0xA1, 0x65, 'f', 'i', 'r', 's', 't', 0xF6);
        refused(
                Kind.MISMATCH,
                "component 'first' of " + two + ": null where an integer is expected",
                () -> open.decode(none));
    }

    @Test
    void anOptionalThatIsMissingIsEmpty() {
        byte[] bytes = Frame.typed(Two.class.getName(), 0xA1, 0x65, 'f', 'i', 'r', 's', 't', 0x07);
        assertThat(open.decode(bytes)).isEqualTo(new Two(7, Optional.empty()));
        assertThat(open.encode(new Two(7, Optional.empty()))).isEqualTo(bytes);
    }

    @Test
    void theOrderOfComponentsDoesNotMatter() {
        byte[] bytes = Frame.typed(
                Two.class.getName(),
                0xA2,
                0x66,
                's',
                'e',
                'c',
                'o',
                'n',
                'd',
                0x81,
                0x61,
                'a',
                0x65,
                'f',
                'i',
                'r',
                's',
                't',
                0x07);
        assertThat(open.decode(bytes)).isEqualTo(new Two(7, Optional.of("a")));
    }

    @Test
    void numbersThatDoNotFitAreRefused() {
        String flags = Flags.class.getName();
        refused(
                Kind.MISMATCH,
                "128 is not between -128 and 127",
                () -> open.decode(Frame.typed(flags, 0xA1, 0x65, 'o', 'c', 't', 'e', 't', 0x18, 128)));
        refused(
                Kind.MISMATCH,
                "-1 is not between 0 and 65535",
                () -> open.decode(Frame.typed(flags, 0xA1, 0x66, 'l', 'e', 't', 't', 'e', 'r', 0x20)));
        refused(
                Kind.MISMATCH,
                "an integer where true or false",
                () -> open.decode(Frame.typed(flags, 0xA1, 0x64, 'f', 'l', 'a', 'g', 0x00)));
        byte[] wide = Frame.typed(
                flags, 0xA1, 0x66, 's', 'i', 'n', 'g', 'l', 'e', 0xFB, 0x3F, 0xF1, 0x99, 0x99, 0x99, 0x99, 0x99, 0x9A);
        refused(Kind.MISMATCH, "a number that 32 bits cannot hold", () -> open.decode(wide));
    }

    @Test
    void aValueOfAnotherTypeThanItsPlaceWantsIsRefused() {
        String place = Shop.Place.class.getName();
        byte[] bytes = Frame.typed(place, 0xA1, 0x65, 'o', 'r', 'd', 'e', 'r', 0x01);
        refused(Kind.MISMATCH, "component 'order'", () -> open.decode(bytes));
    }

    @Test
    void aListThatHoldsItselfEndsAtTheLimitOfDepth() {
        List<Object> self = new ArrayList<>();
        self.add(self);
        refused(Kind.LIMIT, "nested deeper than the limit of 128", () -> open.encode(self));
    }

    @Test
    void refsNeedSomebodyWhoKnowsHow() {
        refused(
                Kind.UNSUPPORTED,
                "CborCodec.builder().refs",
                () -> open.decode(Frame.typed("io.sparkactor.ActorRef", 0x61, 'a')));
    }
}
