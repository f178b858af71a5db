package io.sparkactor.remote.internal.wire;

import static io.sparkactor.remote.internal.wire.Handmade.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.SystemId;
import io.sparkactor.spi.CodecException.Kind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes out is plain, and what is not is refused with what to send instead. */
class EnvelopeWriterTest {

    record Add(int n) {}

    static Stream<Arguments> values() {
        return Stream.of(
                Arguments.of((byte) -1, -1L),
                Arguments.of((short) 300, 300L),
                Arguments.of(7, 7L),
                Arguments.of(7L, 7L),
                Arguments.of(BigInteger.TEN, 10L),
                Arguments.of(
                        BigInteger.TWO.pow(64).negate(), BigInteger.TWO.pow(64).negate()),
                Arguments.of(1.5f, 1.5),
                Arguments.of(0.1, 0.1),
                Arguments.of(false, false),
                Arguments.of("", ""),
                Arguments.of(new int[] {1, 2}, List.of(1L, 2L)),
                Arguments.of(new String[] {"a", null}, Arrays.asList("a", null)),
                Arguments.of(new boolean[][] {{true}, {}}, List.of(List.of(true), List.of())),
                Arguments.of(Optional.empty(), Optional.empty()),
                Arguments.of(Optional.of(3), 3L),
                Arguments.of(List.of(Optional.empty(), Optional.of("x")), Arrays.asList(null, "x")),
                Arguments.of(Map.of("k", Map.of()), Map.of("k", Map.of())),
                Arguments.of(TestRefs.of(Golden.SENDER), TestRefs.of(Golden.SENDER)),
                Arguments.of(Golden.SENDER, Golden.SENDER),
                Arguments.of(Golden.LEFT, Golden.LEFT));
    }

    @ParameterizedTest
    @MethodSource("values")
    void plainValuesComeBackAsTheWidestOfTheirKind(Object value, Object expected) {
        byte[] bytes = Golden.CODEC.encode(payload(value));
        assertThat(Golden.CODEC.decode(bytes, 0, bytes.length).payload()).isEqualTo(expected);
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of(new Add(1), "EnvelopeWriterTest$Add", "send a Map with the names"),
                Arguments.of(TimeUnit.DAYS, "java.util.concurrent.TimeUnit", "send its name()"),
                Arguments.of(Set.of(1), "Set", "send it as a List"),
                Arguments.of(BigDecimal.ONE, "java.math.BigDecimal", "send it as a double"),
                Arguments.of(Instant.EPOCH, "java.time.Instant", "send its toString()"),
                Arguments.of(Duration.ZERO, "java.time.Duration", "send its toString()"),
                Arguments.of('c', "java.lang.Character", "send its toString()"),
                Arguments.of(new Error("no"), "java.lang.Error", "its class name and its message"),
                Arguments.of(new Object(), "java.lang.Object", "send a Map of what it holds"),
                Arguments.of(List.of(Map.of("k", new Add(1))), "EnvelopeWriterTest$Add", "send a Map with the names"),
                Arguments.of(Map.of(1, 2), "a map with a java.lang.Integer for a key", "make each key a String"),
                Arguments.of(mapOfNull(), "a map with null for a key", "make each key a String"));
    }

    private static Map<@Nullable String, Integer> mapOfNull() {
        var map = new HashMap<@Nullable String, Integer>();
        map.put(null, 1);
        return map;
    }

    @ParameterizedTest
    @MethodSource("others")
    void everythingElseIsRefusedWithWhatToSendInstead(Object value, String type, String advice) {
        assertThatThrownBy(() -> Golden.CODEC.encode(payload(value)))
                .hasMessageStartingWith("'payload' of the envelope: ")
                .hasMessageContaining(type)
                .hasMessageContaining("does not travel to the Python original, which takes plain values only")
                .hasMessageEndingWith(advice.startsWith("send a Map with the names") ? "of its components" : "")
                .hasMessageContaining(advice);
        refused(Kind.UNSUPPORTED, type, () -> Golden.CODEC.encode(payload(value)));
        WireEnvelope header = envelope(1, Map.of("h\n", value), "m", null);
        refused(Kind.UNSUPPORTED, "header 'h?' of the envelope: ", () -> Golden.CODEC.encode(header));
    }

    @Test
    void aValueThatHoldsItselfIsTooDeep() {
        var list = new ArrayList<>();
        list.add(list);
        refused(Kind.LIMIT, "nested deeper than the limit of 128", () -> Golden.CODEC.encode(payload(list)));
    }

    @Test
    void aListThatThrowsIsToldWithItsCause() {
        var broken = new AbstractList<Object>() {
            @Override
            public Object get(int index) {
                throw new IllegalStateException("closed");
            }

            @Override
            public int size() {
                return 1;
            }
        };
        refused(Kind.REFUSED, "'payload' of the envelope: ", () -> Golden.CODEC.encode(payload(broken)));
    }

    @Test
    void textsAndIntegersThatCannotTravelAreRefused() {
        refused(Kind.UNSUPPORTED, "surrogate", () -> Golden.CODEC.encode(payload("\ud800")));
        BigInteger huge = BigInteger.ONE.shiftLeft(8 * 1_024);
        refused(Kind.LIMIT, "an integer of 1025 bytes", () -> Golden.CODEC.encode(payload(huge)));
    }

    @Test
    void identifiersThatTheOtherSideRefusesAreNotSent() {
        String longest = "m".repeat(Ids.LONGEST);
        Golden.CODEC.encode(envelope(1, Map.of(), longest, null));
        refused(Kind.LIMIT, "'message_id'", () -> Golden.CODEC.encode(envelope(1, Map.of(), longest + "m", null)));
        refused(Kind.MISMATCH, "'message_id'", () -> Golden.CODEC.encode(envelope(1, Map.of(), " ", null)));
        var id = new ActorId(new SystemId(longest + "s"), "a");
        refused(Kind.LIMIT, "'payload'", () -> Golden.CODEC.encode(payload(id)));
        refused(Kind.LIMIT, "'payload'", () -> Golden.CODEC.encode(payload(id.systemId())));
        refused(Kind.LIMIT, "'payload'", () -> Golden.CODEC.encode(payload(TestRefs.of(id))));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-09T12:30:45Z, 2026-05-09T12:30:45+00:00",
        "2026-05-09T12:30:45.5Z, 2026-05-09T12:30:45.500000+00:00",
        "2026-05-09T12:30:45.000001999Z, 2026-05-09T12:30:45.000001+00:00",
        "2026-05-09T12:30:45.000000999Z, 2026-05-09T12:30:45+00:00",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59.999999Z, 9999-12-31T23:59:59.999999+00:00"
    })
    void deadlinesAreWrittenAsIsoformatWritesThem(Instant deadline, String expected) {
        byte[] bytes = Golden.CODEC.encode(envelope(1, Map.of(), "m", deadline));
        assertThat(Golden.hex(bytes)).contains(Handmade.text("deadline") + shortText(expected));
    }

    // With the length in one byte, as the writer writes it.
    private static String shortText(String text) {
        return "78%02x".formatted(text.length()) + Golden.hex(text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void aDeadlineThatPythonCannotRepresentIsRefused() {
        for (Instant deadline : List.of(Instant.MIN, Instant.MAX, Instant.parse("0000-12-31T23:59:59Z"))) {
            WireEnvelope envelope = envelope(1, Map.of(), "m", deadline);
            refused(Kind.UNSUPPORTED, "outside of the years 1 to 9999", () -> Golden.CODEC.encode(envelope));
        }
    }

    private static WireEnvelope payload(Object payload) {
        return envelope(payload, Map.of(), "m", null);
    }

    private static WireEnvelope envelope(
            Object payload, Map<String, Object> headers, String messageId, @Nullable Instant deadline) {
        return new WireEnvelope(Golden.TARGET, null, payload, null, messageId, headers, deadline, null, null);
    }
}
