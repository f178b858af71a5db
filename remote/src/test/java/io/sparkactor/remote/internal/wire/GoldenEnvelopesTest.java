package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Envelopes, plain and sealed, are those of the original, to the byte, in both directions. */
class GoldenEnvelopesTest {

    // A tuple is written as the map that stands for it, and read as a list.
    private static final String TUPLE =
            "a2735f5f737061726b5f63626f725f747970655f5f6b737061726b2e7475706c65656974656d7382616102";
    private static final String LIST = "82616102";
    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    static Stream<Arguments> envelopes() {
        return Stream.of(Arguments.of(1, hi()), Arguments.of(2, everyKind(true)), Arguments.of(3, full()));
    }

    private static String id(int last) {
        return "33333333-3333-4333-8333-33333333333" + last;
    }

    private static WireEnvelope hi() {
        return new WireEnvelope(Golden.TARGET, Golden.SENDER, "hi", null, id(3), Map.of(), null, null, null);
    }

    private static WireEnvelope everyKind(boolean writing) {
        Map<String, @Nullable Object> payload = map(writing);
        payload.put("m", Map.of("k", Map.of("deep", List.of(Map.of("x", 1L), List.of()))));
        payload.put("big", BigInteger.TWO.pow(70));
        payload.put("max", BigInteger.TWO.pow(64).subtract(BigInteger.ONE));
        payload.put("min", Long.MIN_VALUE);
        payload.put("e", Map.of());
        var headers = new LinkedHashMap<String, Object>();
        headers.put("k", "v");
        headers.put("n", 1L);
        String trace = "55555555-5555-4555-8555-555555555555";
        return new WireEnvelope(Golden.TARGET, Golden.SENDER, payload, null, id(4), headers, null, null, trace);
    }

    private static Map<String, @Nullable Object> map(boolean writing) {
        var map = new LinkedHashMap<String, @Nullable Object>();
        map.put("n", null);
        map.put("t", true);
        map.put("i", 3L);
        map.put("neg", -7L);
        map.put("f", 1.5);
        map.put("s", "é");
        map.put("b", new byte[] {1, 2});
        map.put("l", List.of(1L, "x"));
        map.put("tup", writing ? tuple() : List.of("a", 2L));
        map.put("addr", TestRefs.of(Golden.SENDER));
        map.put("sid", Golden.LEFT);
        return map;
    }

    private static Map<String, Object> tuple() {
        var tuple = new LinkedHashMap<String, Object>();
        tuple.put("__spark_cbor_type__", "spark.tuple");
        tuple.put("items", List.of("a", 2L));
        return tuple;
    }

    private static WireEnvelope full() {
        return new WireEnvelope(
                Golden.TARGET,
                Golden.SENDER,
                "full",
                2,
                id(5),
                Map.of("traceparent", TRACE),
                Instant.parse("2026-05-09T12:30:45Z"),
                id(3),
                "55555555-5555-4555-8555-555555555555");
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void anEnvelopeIsWrittenAsTheOriginalWritesIt(int number, WireEnvelope envelope) {
        byte[] body = Golden.CODEC.encode(envelope);
        assertThat(Golden.hex(Golden.framed(body))).isEqualTo(Golden.hex(Golden.bytes("frame." + number)));
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void anEnvelopeOfTheOriginalIsRead(int number, WireEnvelope envelope) {
        byte[] frame = Golden.bytes("frame." + number);
        WireEnvelope read = Golden.CODEC.decode(frame, 4, frame.length - 4);
        WireEnvelope expected = number == 2 ? everyKind(false) : envelope;
        if (number == 2) {
            assertThat(withoutBytes(read.payload())).isEqualTo(withoutBytes(expected.payload()));
            assertThat(read.headers()).isEqualTo(expected.headers());
            assertThat(List.copyOf(read.headers().keySet())).containsExactly("k", "n");
        } else {
            assertThat(read).isEqualTo(expected);
        }
        assertThat(read.target()).isEqualTo(Golden.TARGET);
        assertThat(read.sender()).isEqualTo(Golden.SENDER);
        assertThat(read.traceId()).isEqualTo(expected.traceId());
        assertThat(read.correlationId()).isEqualTo(expected.correlationId());
    }

    @ParameterizedTest
    @MethodSource("envelopes")
    void whatWasReadIsWrittenAgainAsItCame(int number, WireEnvelope envelope) {
        byte[] body = Golden.body("frame." + number);
        String again = Golden.hex(Golden.CODEC.encode(Golden.CODEC.decode(body, 0, body.length)));
        assertThat(again).isEqualTo(Golden.hex(body).replace(TUPLE, LIST));
    }

    @Test
    void theEnvelopeIsTheOneInTheReference() {
        assertThat(Golden.CODEC.encode(hi()))
                .isEqualTo(Golden.bytes("envelope"))
                .hasSize(399);
    }

    @Test
    void thePayloadIsTheOneInTheReference() {
        var envelope = new WireEnvelope(Golden.TARGET, null, map(true), null, id(3), Map.of(), null, null, null);
        assertThat(Golden.hex(Golden.CODEC.encode(envelope)))
                .contains("677061796c6f6164" + Golden.hex(Golden.bytes("payload")));
    }

    @Test
    void framesAreSealedAsTheOriginalSealsThem() {
        var seal = new FrameSeal(Golden.SHARED);
        for (int number = 1; number <= 3; number++) {
            byte[] frame = Golden.framed(seal.sealed(Golden.body("frame." + number)));
            assertThat(Arrays.copyOf(frame, 44)).isEqualTo(Golden.bytes("sealed." + number));
            assertThat(Arrays.copyOfRange(frame, 44, frame.length)).isEqualTo(Golden.body("frame." + number));
        }
    }

    @Test
    void sealedFramesOfTheOriginalAreOpened() throws FrameException {
        var opener = new FrameOpener(Golden.SHARED);
        for (int number = 1; number <= 3; number++) {
            byte[] seal = Golden.bytes("sealed." + number);
            byte[] body = Golden.body("frame." + number);
            byte[] frame = Arrays.copyOf(seal, seal.length + body.length);
            System.arraycopy(body, 0, frame, seal.length, body.length);
            assertThat(opener.open(frame, 4, frame.length - 4)).isEqualTo(44);
        }
    }

    @SuppressWarnings("unchecked") // the payload is the map made above
    private static Map<String, @Nullable Object> withoutBytes(Object payload) {
        var map = new LinkedHashMap<String, @Nullable Object>((Map<String, @Nullable Object>) payload);
        assertThat((byte[]) map.remove("b")).containsExactly(1, 2);
        return map;
    }
}
