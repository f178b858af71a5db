package io.sparkactor.codec.fory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.codec.fory.Shop.Positive;
import io.sparkactor.codec.fory.Shop.Size;
import io.sparkactor.codec.fory.Shop.Tree;
import io.sparkactor.spi.CodecException;
import io.sparkactor.spi.CodecException.Kind;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What does not travel, or is not allowed, is refused by name, on both sides. */
class RefusalTest {

    private static final ForyCodec OPEN = ForyCodec.builder()
            .allow(Shop.Command.class, Positive.class, Two.class, Tree.class)
            .build();
    private static final ForyCodec CLOSED = ForyCodec.builder().build();

    record Two(int first, Optional<String> second) {}

    record Throwing(int n) {
        @Override
        public int n() {
            throw new IllegalStateException("no n today");
        }
    }

    record Named(Class<?> type) {}

    record Dated(Date when) {}

    record Queued(List<ArrayDeque<String>> queues) {}

    interface SerializableTask extends Runnable, Serializable {}

    static void refused(Kind kind, String text, Runnable what) {
        assertThatThrownBy(what::run).isInstanceOfSatisfying(CodecException.class, e -> {
            assertThat(e).hasMessageContaining(text);
            assertThat(e.kind()).isEqualTo(kind);
        });
    }

    @Test
    void aClassIsNamedOnlyIfItMayTravelItself() {
        ForyCodec names = ForyCodec.builder().allow(Named.class, Two.class).build();
        for (int i = 0; i < 3; i++) {
            assertThat(names.decode(names.encode(new Named(Two.class)))).isEqualTo(new Named(Two.class));
            refused(
                    Kind.NOT_ALLOWED,
                    "RefusalTest$Throwing is not allowed",
                    () -> names.encode(new Named(Throwing.class)));
        }
        byte[] bytes = names.encode(new Named(Two.class));
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("RefusalTest$Two");
        bytes[at] = 'r'; // the same class of a name that nobody allows
        refused(Kind.NOT_ALLOWED, "refusalTest$Two is not allowed", () -> names.decode(bytes));
    }

    @Test
    void aTypeThatWasNotAllowedIsRefusedByNameToTheSender() {
        String advice = "RefusalTest$Two is not allowed; allow it with ForyCodec.builder().allow(Two.class)";
        for (int i = 0; i < 3; i++) {
            refused(Kind.NOT_ALLOWED, advice, () -> CLOSED.encode(new Two(1, Optional.empty())));
            refused(Kind.NOT_ALLOWED, advice, () -> CLOSED.encode(List.of(Map.of("a", new Two(1, Optional.empty())))));
            refused(Kind.NOT_ALLOWED, "Shop$Size", () -> CLOSED.encode(Size.LARGE));
            refused(Kind.NOT_ALLOWED, "allow(Two[].class)", () -> OPEN.encode(new Two[0]));
        }
    }

    @Test
    void aNumberThatStandsForNoTypeIsRefused() {
        byte[] bytes = OPEN.encode(new Two(1, Optional.empty()));

        assertThatThrownBy(() -> CLOSED.decode(bytes)).isInstanceOf(CodecException.class);
    }

    @Test
    void whatIsNoValueIsRefusedWithAWayOut() {
        refused(Kind.UNSUPPORTED, "java.util.Date does not travel", () -> OPEN.encode(new Date()));
        refused(Kind.UNSUPPORTED, "java.lang.Exception does not travel", () -> OPEN.encode(new Exception()));
        refused(Kind.UNSUPPORTED, "does not travel", () -> OPEN.encode((Runnable) () -> {}));
        refused(Kind.UNSUPPORTED, "does not travel", () -> OPEN.encode((SerializableTask) () -> {}));
        refused(Kind.UNSUPPORTED, "java.lang.Object does not travel", () -> OPEN.encode(List.of(new Object())));
        refused(Kind.UNSUPPORTED, "java.lang.Class does not travel", () -> OPEN.encode(String.class));
        refused(Kind.UNSUPPORTED, "AtomicInteger does not travel", () -> OPEN.encode(new AtomicInteger()));
        refused(Kind.UNSUPPORTED, "List.copyOf", () -> OPEN.encode(new ArrayDeque<>()));
        refused(Kind.UNSUPPORTED, "List.copyOf", () -> OPEN.encode(new ArrayList<>(List.of(1, 2)).subList(0, 1)));
    }

    @Test
    @SuppressWarnings("NullAway") // null on purpose
    void whatDoesNotTravelIsRefusedWhenTheCodecIsBuilt() {
        refused(
                Kind.UNSUPPORTED,
                "component 'when' of io.sparkactor.codec.fory.RefusalTest$Dated: java.util.Date",
                () -> ForyCodec.builder().allow(Dated.class).build());
        refused(
                Kind.UNSUPPORTED,
                "component 'queues'",
                () -> ForyCodec.builder().allow(Queued.class).build());
        refused(
                Kind.UNSUPPORTED,
                "allow(java.util.Date)",
                () -> ForyCodec.builder().allow(Date.class).build());
        assertThatThrownBy(() -> ForyCodec.builder().allow((Class<?>) null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void aConstructorThatThrowsIsNamedWithItsCause() {
        byte[] bytes = OPEN.encode(new Positive(1));
        byte[] broken = bytes.clone();
        broken[bytes.length - 1] = 0; // the last byte is n
        assertThatThrownBy(() -> OPEN.decode(broken))
                .isInstanceOfSatisfying(
                        CodecException.class, e -> assertThat(e.kind()).isEqualTo(Kind.REFUSED))
                .hasMessageContaining("java.lang.IllegalArgumentException: n must be positive")
                .hasCauseInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anAccessorThatThrowsIsNamedWithItsCause() {
        ForyCodec codec = ForyCodec.builder().allow(Throwing.class).build();
        refused(Kind.REFUSED, "java.lang.IllegalStateException: no n today", () -> codec.encode(new Throwing(1)));
    }

    @Test
    void bytesBehindTheValueAreRefused() {
        byte[] bytes = OPEN.encode("x");
        refused(Kind.MALFORMED, "2 bytes too many", () -> OPEN.decode(Arrays.copyOf(bytes, bytes.length + 2)));
    }

    private static @Nullable Tree deep(int levels) {
        Tree tree = null;
        for (int i = 0; i < levels; i++) {
            tree = new Tree(i, tree, null);
        }
        return tree;
    }

    private static Object nested(int levels) {
        Object list = 1;
        for (int i = 0; i < levels; i++) {
            list = List.of(list);
        }
        return list;
    }

    @Test
    void limitsHold() {
        ForyLimits limits = ForyLimits.DEFAULT;
        ForyCodec small = ForyCodec.builder()
                .allow(Tree.class)
                .limits(limits.withFrameBytes(2_000).withDepth(20))
                .build();
        refused(Kind.LIMIT, "more than the limit of 2000", () -> small.encode("x".repeat(2_000)));
        refused(Kind.LIMIT, "more than the limit of 2000", () -> small.decode(OPEN.encode("x".repeat(2_000))));
        assertThat(small.decode(small.encode(deep(9)))).isEqualTo(deep(9));
        assertThat(small.decode(small.encode(nested(9)))).isEqualTo(nested(9));
        ForyCodec wide = ForyCodec.builder()
                .allow(Tree.class)
                .limits(limits.withDepth(200))
                .build();
        byte[] tooDeep = wide.encode(deep(100));
        byte[] tooNested = wide.encode(nested(100));
        refused(Kind.LIMIT, "raise it in the ForyLimits", () -> small.decode(tooDeep));
        refused(Kind.LIMIT, "raise it in the ForyLimits", () -> small.decode(tooNested));
        ForyCodec poor =
                ForyCodec.builder().limits(limits.withMemoryBytes(1_000)).build();
        refused(
                Kind.LIMIT,
                "exceeds",
                () -> poor.decode(
                        OPEN.encode(Collections.nCopies(2_000, 7).stream().toList())));
    }

    @Test
    void aCircleIsRefused() {
        List<Object> circle = new ArrayList<>();
        circle.add(circle);
        refused(Kind.LIMIT, "in a circle", () -> OPEN.encode(circle));
    }
}
