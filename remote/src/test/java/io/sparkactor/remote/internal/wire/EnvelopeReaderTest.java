package io.sparkactor.remote.internal.wire;

import static io.sparkactor.remote.internal.wire.Handmade.id;
import static io.sparkactor.remote.internal.wire.Handmade.map;
import static io.sparkactor.remote.internal.wire.Handmade.minimal;
import static io.sparkactor.remote.internal.wire.Handmade.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is accepted beyond what the original writes, and what Java makes of it. */
class EnvelopeReaderTest {

    private static final String MARKER = text("__spark_cbor_type__");

    @Test
    void theKeysThatAnOlderOriginalDoesNotWriteMayBeMissing() {
        WireEnvelope expected = new WireEnvelope(Golden.TARGET, null, 1L, null, "m-1", Map.of(), null, "m-1", null);
        assertThat(minimal().decode()).isEqualTo(expected);
        WireEnvelope nulls = minimal()
                .with("target_incarnation", "f6")
                .with("sender", "f6")
                .with("deadline", "f6")
                .with("correlation_id", "f6")
                .with("trace_id", "f6")
                .decode();
        assertThat(nulls).isEqualTo(expected);
    }

    @Test
    void keysComeInAnyOrderAndUnknownOnesMeanNothing() {
        WireEnvelope envelope = new Handmade()
                .with("priority", "8218ff6161")
                .with("headers", map(text("k"), text("v")))
                .with("message_id", text("m-1"))
                .with("target", map(text("actor_id"), text("a"), text("zone"), "01", text("system_uuid"), text("s")))
                .with("payload", "02")
                .with("type", text("spark.envelope"))
                .decode();
        assertThat(envelope.payload()).isEqualTo(2L);
        assertThat(envelope.target().uuid()).isEqualTo("a");
        assertThat(envelope.target().systemId().uuid()).isEqualTo("s");
        assertThat(envelope.headers()).isEqualTo(Map.of("k", "v"));
    }

    @ParameterizedTest
    @CsvSource({
        "f93e00, 1.5",
        "fa3fc00000, 1.5",
        "fb3ff8000000000000, 1.5",
        "f97e00, NaN",
        "f9fc00, -Infinity",
        "fa7f800000, Infinity"
    })
    void floatingPointNumbersOfAnyWidthAreDoubles(String hex, double expected) {
        assertThat(minimal().with("payload", hex).decode().payload()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1801, 1", "190001, 1", "1b0000000000000001, 1", "3800, -1", "c24101, 1", "c340, -1"})
    void integersThatCouldBeShorterAreLongs(String hex, long expected) {
        assertThat(minimal().with("payload", hex).decode().payload()).isEqualTo(expected);
    }

    @Test
    void integersBeyondLongAreBig() {
        Object big = minimal().with("payload", "1b8000000000000000").decode().payload();
        assertThat(big).isEqualTo(BigInteger.TWO.pow(63));
    }

    @Test
    void textsMayAnnounceTheirLengthInMoreBytesThanNeeded() {
        assertThat(minimal().with("payload", "7a0000000161").decode().payload()).isEqualTo("a");
    }

    @Test
    void theTagThatSaysThatThisIsCborMayStandInFront() {
        assertThat(minimal().inFront("d9d9f7").decode()).isEqualTo(minimal().decode());
    }

    @Test
    void noneIsAnEmptyOptionalAsAPayloadAndNullInside() {
        assertThat(minimal().with("payload", "f6").decode().payload()).isEqualTo(Optional.empty());
        assertThat((List<?>) minimal().with("payload", "81f6").decode().payload())
                .singleElement()
                .isNull();
    }

    @Test
    void aHeaderThatIsNoneIsAsIfItWereNotThere() {
        String headers = map(text("a"), "f6", text("b"), "01");
        assertThat(minimal().with("headers", headers).decode().headers()).isEqualTo(Map.of("b", 1L));
    }

    @Test
    void traceparentIsTheTraceIfItIsAText() {
        WireEnvelope text = minimal()
                .with("headers", map(text("traceparent"), text("00-a-b-01")))
                .with("trace_id", text("t"))
                .decode();
        assertThat(text.traceId()).isEqualTo("00-a-b-01");
        WireEnvelope number = minimal()
                .with("headers", map(text("traceparent"), "01"))
                .with("trace_id", text("t"))
                .decode();
        assertThat(number.traceId()).isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-05-09T12:30:45+00:00, 2026-05-09T12:30:45Z",
        "2026-05-09T12:30:45Z, 2026-05-09T12:30:45Z",
        "2026-05-09T12:30Z, 2026-05-09T12:30:00Z",
        "2026-05-09T12:30:45.5+02:00, 2026-05-09T10:30:45.5Z",
        "2026-05-09T12:30:45.123456-00:30, 2026-05-09T13:00:45.123456Z",
        "2026-05-09T12:30:45.123456789+00:00, 2026-05-09T12:30:45.123456Z",
        "2026-05-09T12:30:45+01:00:30, 2026-05-09T11:30:15Z",
        "0001-01-01T00:00:00+00:00, 0001-01-01T00:00:00Z"
    })
    void deadlinesAreReadInTheFormsThatPythonReads(String written, Instant expected) {
        assertThat(minimal().with("deadline", text(written)).decode().deadline())
                .isEqualTo(expected);
    }

    @Test
    void mapsWithAMarkerAreWhatTheyStandForInAnyOrderOfTheirKeys() {
        String actor = id(Golden.SENDER);
        assertThat(payload(map(text("value"), actor, MARKER, text("spark.actor_address"))))
                .isEqualTo(TestRefs.of(Golden.SENDER));
        assertThat(payload(map(MARKER, text("spark.actor_id"), text("value"), actor)))
                .isEqualTo(Golden.SENDER);
        assertThat(payload(map(text("uuid"), text(Golden.LEFT.uuid()), MARKER, text("spark.syndicate_id"))))
                .isEqualTo(Golden.LEFT);
        assertThat(payload(map(text("items"), "820102", MARKER, text("spark.tuple"))))
                .isEqualTo(List.of(1L, 2L));
    }

    @Test
    void mapsWithAnUnknownMarkerStayMaps() {
        assertThat(payload(map(MARKER, text("spark.set"), text("items"), "80")))
                .isEqualTo(Map.of("__spark_cbor_type__", "spark.set", "items", List.of()));
        assertThat(payload(map(MARKER, "01"))).isEqualTo(Map.of("__spark_cbor_type__", 1L));
    }

    @Test
    void listsAndMapsKeepTheirOrderAndCannotBeChanged() {
        Object payload = payload(map(text("z"), "820301", text("a"), "02"));
        assertThat(payload.toString()).isEqualTo("{z=[3, 1], a=2}");
        assertThatThrownBy(() -> ((Map<?, ?>) payload).clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> ((List<?>) payload("8101")).clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> minimal()
                        .with("headers", map(text("k"), "01"))
                        .decode()
                        .headers()
                        .clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void theGenerationOfTheTargetIsRead() {
        String incarnation = map(text("generation"), "07", text("actor_id"), id(Golden.TARGET));
        assertThat(minimal().with("target_incarnation", incarnation).decode().generation())
                .isEqualTo(7);
    }

    private static Object payload(String hex) {
        return minimal().with("payload", hex).decode().payload();
    }
}
