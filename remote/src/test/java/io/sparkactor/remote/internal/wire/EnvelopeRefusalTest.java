package io.sparkactor.remote.internal.wire;

import static io.sparkactor.remote.internal.wire.Handmade.id;
import static io.sparkactor.remote.internal.wire.Handmade.map;
import static io.sparkactor.remote.internal.wire.Handmade.minimal;
import static io.sparkactor.remote.internal.wire.Handmade.refused;
import static io.sparkactor.remote.internal.wire.Handmade.text;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.spi.CodecException.Kind;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes that are no envelope are refused, with the place. */
class EnvelopeRefusalTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0 bytes",
        "5350434200, 5 bytes",
        "535043420002a0, version 2 where only 1 is known",
        "5350434b0001a0, no envelope of Spark",
        "5350524b0001a0, transport_codec=",
        "535043420001, the bytes end"
    })
    void aWrongHeaderIsRefused(String hex, String text) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        refused(Kind.MALFORMED, text, () -> Golden.CODEC.decode(bytes, 0, bytes.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"type", "target", "payload", "message_id", "headers"})
    void aKeyThatMustBeThereIsMissed(String key) {
        minimal().without(key).isRefused(Kind.MISMATCH, "its key '" + key + "' is missing");
        if (!key.equals("payload")) {
            minimal().with(key, "f6").isRefused(Kind.MISMATCH, "'" + key + "' of the envelope: null");
        }
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "type, 01, an integer where a text is expected",
                "target, 01, an integer where a map is expected",
                "message_id, 01, an integer where a text is expected",
                "message_id, 60, a blank text",
                "headers, 80, an array where a map is expected",
                "headers, a10101, an integer where a text is expected",
                "sender, 01, an integer where a map is expected",
                "sender, a0, 'system_uuid' is missing",
                "correlation_id, 6120, a blank text",
                "trace_id, 60, a blank text",
                "deadline, 01, an integer where a text is expected",
                "target_incarnation, a0, the id of an actor is expected",
                "payload, f7, a simple value that stands for nothing here",
                "payload, f0, a simple value that stands for nothing here",
                "payload, a10101, an integer where a text is expected",
                "payload, 9f01ff, an indefinite length",
                "payload, bf616101ff, an indefinite length",
                "payload, 7f6161ff, an indefinite length",
                "payload, a2616101616102, a key of a map comes twice",
                "payload, 62c328, not valid UTF-8",
                "payload, c074323031332d30332d32315432303a30343a30305a, tag 0",
                "payload, c11a514b67b0, tag 1",
                "payload, c482211901, tag 4",
                "payload, d82060, tag 32",
                "payload, d8254101, tag 37",
                "payload, d9010280, tag 258",
                "payload, d9d9f701, tag 55799",
                "priority, c001, tag 0"
            })
    void aValueThatCannotBeIsRefusedWithItsPlace(String key, String hex, String text) {
        String place = key.equals("priority") ? "whose key is unknown" : "'" + key + "' of the envelope";
        Handmade envelope = minimal().with(key, hex);
        assertThatThrownBy(envelope::decode).hasMessageContaining(place).hasMessageContaining(text);
    }

    @Test
    void anotherTypeIsRefused() {
        minimal()
                .with("type", text("spark.envelop\n"))
                .isRefused(Kind.MISMATCH, "'spark.envelop?' where 'spark.envelope' is expected");
    }

    @Test
    void aKeyThatComesTwiceIsRefused() {
        byte[] once = minimal().bytes();
        String hex = HexFormat.of().formatHex(once).replace("0001a5", "0001a6") + text("payload") + "02";
        byte[] twice = HexFormat.of().parseHex(hex);
        String text = "'payload' of the envelope: it comes twice";
        refused(Kind.MALFORMED, text, () -> Golden.CODEC.decode(twice, 0, twice.length));
    }

    @Test
    void bytesBehindTheEnvelopeAreRefused() {
        minimal().behind("00").isRefused(Kind.MALFORMED, "the envelope: 1 bytes too many");
    }

    @Test
    void somethingElseThanAMapIsRefused() {
        byte[] list = HexFormat.of().parseHex("53504342000180");
        refused(Kind.MISMATCH, "the envelope: an array where a map", () -> Golden.CODEC.decode(list, 0, list.length));
        byte[] tags = HexFormat.of().parseHex("535043420001d9d9f7d9d9f7a0");
        refused(Kind.MISMATCH, "tag 55799", () -> Golden.CODEC.decode(tags, 0, tags.length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f5", "20", "1a80000000", "1b7fffffffffffffff", "f90000", "6131", "f6"})
    void aGenerationIsASmallIntegerThatIsNotNegative(String hex) {
        minimal()
                .with("target_incarnation", map(text("actor_id"), id(Golden.TARGET), text("generation"), hex))
                .isRefused(Kind.MISMATCH, "its generation is no integer between 0 and 2147483647");
    }

    @Test
    void theIncarnationOfAnotherActorIsRefused() {
        minimal()
                .with("target_incarnation", map(text("actor_id"), id(Golden.SENDER), text("generation"), "01"))
                .isRefused(Kind.MISMATCH, "it is of another actor than the target");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-05-09",
                "2026-05-09T12:30:45",
                "2026-05-09 12:30:45Z",
                "2026-02-30T12:30:45Z",
                "2026-05-09T24:00:00Z",
                "2026-05-09T12:30:45.1234567890Z",
                "0000-05-09T12:30:45Z",
                "0001-01-01T00:00:00+01:00",
                "12026-05-09T12:30:45Z",
                "tomorrow\u202e"
            })
    void whatIsNoTimeWithAnOffsetIsNoDeadline(String written) {
        minimal().with("deadline", text(written)).isRefused(Kind.MISMATCH, "is no time with an offset");
    }

    @Test
    void longTextsAreNoDeadlinesAndNoIdentifiers() {
        minimal().with("deadline", text("2".repeat(65))).isRefused(Kind.MISMATCH, "a text of 65 characters");
        minimal().with("message_id", text("m".repeat(1_025))).isRefused(Kind.LIMIT, "at most 1024 travel");
        minimal().with("message_id", text("m".repeat(1_024))).decode();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "spark.actor_address, value, 01, the id of an actor is expected",
                "spark.actor_address, uuid, 01, the id of an actor is expected",
                "spark.actor_id, value, a0, 'system_uuid' is missing",
                "spark.syndicate_id, uuid, 01, Long where a text is expected",
                "spark.syndicate_id, uuid, 60, a blank text",
                "spark.syndicate_id, value, 01, 'uuid' is missing",
                "spark.tuple, items, 01, a tuple without its items",
                "spark.tuple, value, 80, a tuple without its items"
            })
    void aMapThatStandsForNothingIsRefused(String marker, String key, String hex, String text) {
        minimal()
                .with("payload", map(text("__spark_cbor_type__"), text(marker), text(key), hex))
                .isRefused(Kind.MISMATCH, text);
    }

    @Test
    void aFailureToFindARefIsToldWithItsCause() {
        var codec = new EnvelopeCodec(
                id -> {
                    throw new IllegalStateException("no refs today");
                },
                CborLimits.DEFAULT);
        byte[] bytes = minimal()
                .with(
                        "payload",
                        map(text("__spark_cbor_type__"), text("spark.actor_address"), text("value"), id(Golden.SENDER)))
                .bytes();
        refused(Kind.REFUSED, "no refs today", () -> codec.decode(bytes, 0, bytes.length));
    }

    @Test
    void aRangeOutsideOfTheArrayIsTheCallersFault() {
        assertThatThrownBy(() -> Golden.CODEC.decode(new byte[10], 5, 6)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
