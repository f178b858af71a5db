package io.sparkactor.codec.cbor;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.codec.cbor.Shop.Box;
import io.sparkactor.codec.cbor.Shop.Boxes;
import io.sparkactor.codec.cbor.Shop.Size;
import io.sparkactor.codec.cbor.Shop.Tree;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What travels comes back equal. */
class RoundTripTest {

    private final CborCodec codec = CborCodec.builder()
            .allow(Shop.Command.class, Boxes.class, Tree.class, Everything.class, Loose.class, Size[].class)
            .build();

    record Everything(
            boolean flag,
            byte octet,
            short small,
            char letter,
            int number,
            long large,
            float single,
            double wide,
            @Nullable Integer boxed,
            byte[] bytes,
            long[] longs,
            String[] texts,
            List<Size>[] lists,
            Optional<Optional<String>> nested,
            Map<Integer, @Nullable String> names) {}

    record Nest<T>(T content, @Nullable Nest<List<T>> next) {}

    record Loose(Object any, Number number, Comparable<?> comparable, List<?> list, Iterable<String> texts) {}

    @Nullable
    Object again(@Nullable Object value) {
        return codec.decode(codec.encode(value));
    }

    static List<Object> values() {
        return List.of(
                true,
                (byte) -1,
                (short) 300,
                'x',
                '\ud800',
                5,
                -5L,
                Long.MIN_VALUE,
                1.5f,
                Float.NaN,
                Float.MIN_VALUE,
                -0.0,
                1e300,
                Double.NaN,
                Double.NEGATIVE_INFINITY,
                BigInteger.ONE,
                BigInteger.TWO.pow(64),
                BigInteger.TWO.pow(63),
                BigInteger.TWO.pow(8_000).negate(),
                new BigDecimal("-12.340"),
                "",
                "grüße 😀",
                UUID.randomUUID(),
                URI.create("a:b#c"),
                Path.of("/tmp/x"),
                Instant.MAX,
                Instant.MIN,
                Duration.ofSeconds(Long.MIN_VALUE, 1),
                LocalDate.MAX,
                LocalTime.MIN,
                LocalDateTime.MIN,
                OffsetDateTime.MAX,
                OffsetTime.MIN,
                ZonedDateTime.of(2026, 10, 25, 2, 30, 0, 0, ZoneId.of("Europe/Berlin")),
                ZoneId.of("Asia/Tokyo"),
                ZoneOffset.ofHours(2),
                Year.of(-5),
                YearMonth.of(2026, 2),
                MonthDay.of(2, 29),
                Period.of(1, -2, 3),
                DayOfWeek.FRIDAY,
                Optional.empty(),
                Optional.of(5),
                List.of(),
                List.of(1, 2L, "x", List.of(true)),
                Set.of(1, "a"),
                EnumSet.allOf(Size.class),
                Map.of("a", 1, "b", 2L),
                Map.of(1, "a"),
                new TreeMap<>(Map.of("b", 1, "a", 2)),
                Map.of(Size.LARGE, Map.of("x", Set.of())),
                Shop.order(),
                new Shop.Total(),
                new Shop.Place(Shop.order(), Optional.of("quick")),
                new Shop.Place(Shop.order(), Optional.empty()),
                Shop.Undo.ALL,
                new Shop.Move(Size.SMALL, Size.LARGE),
                new Box<>(new Box<>(List.of(7))),
                new Boxes(new Box<>(1), new Box<>(List.of(new Box<>("a"))), Map.of(Size.LARGE, new Box<>(9L))),
                new Tree(1, new Tree(2, null, null), null),
                new Loose(1, 2.5f, "c", List.of(DayOfWeek.MONDAY, 'c'), List.of("a")));
    }

    @ParameterizedTest
    @MethodSource("values")
    void whatTravelsComesBackEqual(Object value) {
        assertThat(again(value))
                .isEqualTo(value)
                .hasSameClassAs(value instanceof Iterable || value instanceof Map ? again(value) : value);
    }

    @Test
    void aRecordMayHoldItselfOfEverLongerTypes() {
        CborCodec nesting = CborCodec.builder().allow(Nest.class).build();
        var nest = new Nest<>("a", new Nest<>(List.of("b"), new Nest<>(List.of(List.of("c")), null)));
        assertThat(nesting.decode(nesting.encode(nest))).isEqualTo(nest);
    }

    @Test
    void allowedNamesWhatTravelsUnderItsName() {
        assertThat(codec.allowed())
                .contains(Shop.Add.class.getName(), Shop.Line.class.getName(), Size.class.getName(), "java.time.Month")
                .doesNotContain(Nest.class.getName(), Shop.Command.class.getName())
                .isUnmodifiable();
    }

    @Test
    void nullIsAValueEverywhere() {
        assertThat(again(null)).isNull();
        assertThat(again(Arrays.asList(1, null))).isEqualTo(Arrays.asList(1, null));
        assertThat(again(new Box<@Nullable String>(null))).isEqualTo(new Box<@Nullable String>(null));
        assertThat(again(Collections.singletonMap("a", null))).isEqualTo(Collections.singletonMap("a", null));
        assertThat(again(Collections.singletonMap(null, 1))).isEqualTo(Collections.singletonMap(null, 1));
        assertThat(again(Collections.singleton(null))).isEqualTo(Collections.singleton(null));
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"})
    void arraysComeBackWithTheirContents() {
        Map<Integer, @Nullable String> names = new LinkedHashMap<>();
        names.put(2, "two");
        names.put(1, null);
        var sent = new Everything(
                true,
                (byte) 1,
                (short) 2,
                'c',
                3,
                4,
                5f,
                6,
                null,
                new byte[] {1, -1},
                new long[] {7},
                new String[] {"a", null},
                new List[] {List.of(Size.SMALL)},
                Optional.of(Optional.empty()),
                names);
        assertThat(again(sent)).usingRecursiveComparison().isEqualTo(sent);
        assertThat(again(new int[] {2, 3})).isEqualTo(new int[] {2, 3});
        assertThat(again(new Object[] {1, "a", null})).isEqualTo(new Object[] {1, "a", null});
        assertThat(again(new Size[] {Size.LARGE})).isEqualTo(new Size[] {Size.LARGE});
        assertThat(again(new boolean[] {true})).isEqualTo(new boolean[] {true});
    }

    @Test
    void collectionsComeBackInOrderAndUnmodifiable() {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 100; i > 0; i--) {
            map.put("k" + i, i);
        }
        assertThat((Map<?, ?>) again(map)).containsExactlyEntriesOf((Map) map).isUnmodifiable();
        assertThat((Map<?, ?>) again(Map.of(1, 1))).isUnmodifiable();
        assertThat((List<?>) again(List.of(1))).isUnmodifiable();
        assertThat((Set<?>) again(Set.of(1))).isUnmodifiable();
    }
}
