package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An envelope has what the original puts in, and cannot be changed from outside. */
class WireEnvelopeTest {

    @Test
    void anEnvelopeIsAboutItselfUnlessItSaysOtherwise() {
        assertThat(envelope(Map.of()).correlationId()).isEqualTo("m");
    }

    @Test
    void deadlinesHaveMicrosecondsAndNoMore() {
        Instant deadline = Instant.parse("2026-05-09T12:30:45.123456789Z");
        var envelope = new WireEnvelope(Golden.TARGET, null, 1, null, "m", Map.of(), deadline, null, null);
        assertThat(envelope.deadline()).isEqualTo("2026-05-09T12:30:45.123456Z");
    }

    @Test
    void headersAreACopy() {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("k", "v");
        WireEnvelope envelope = envelope(headers);
        headers.clear();
        assertThat(envelope.headers()).isEqualTo(Map.of("k", "v"));
    }

    @Test
    void textHeadersAreThoseThatATextCanSay() {
        var headers = new LinkedHashMap<String, Object>();
        headers.put("text", "v");
        headers.put("list", List.of());
        headers.put("number", 1L);
        headers.put("big", BigInteger.TWO.pow(64));
        headers.put("fraction", 1.5);
        headers.put("truth", true);
        headers.put("bytes", new byte[0]);
        Map<String, String> texts = envelope(headers).textHeaders();
        assertThat(texts).hasToString("{text=v, number=1, big=18446744073709551616, fraction=1.5, truth=true}");
    }

    @Test
    void contentsAreNotShown() {
        var envelope = new WireEnvelope(
                Golden.TARGET, Golden.SENDER, "payload", null, "m", Map.of("k", "header"), null, null, null);
        assertThat(envelope)
                .hasToString("Envelope(m, java.lang.String, Actor(8b8a5ce0:22222222) -> Actor(0712e595:11111111))");
    }

    @Test
    void aGenerationIsNotNegative() {
        assertThatThrownBy(() -> new WireEnvelope(Golden.TARGET, null, 1, -1, "m", Map.of(), null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("generation must not be negative, but is -1");
    }

    private static WireEnvelope envelope(Map<String, Object> headers) {
        return new WireEnvelope(Golden.TARGET, null, 1, null, "m", headers, null, null, null);
    }
}
