package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.wire.FrameException;
import java.nio.ByteBuffer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is no frame, or none that can be trusted, is refused with a text that says what is wrong with it. */
class WebSocketFramesTest {

    private static final String ENVELOPE =
            "{'auth':null,'frame_id':'f','kind':'envelope','reason':null,'source':'s','target':'t','version':1}";
    private static final byte[] NOTHING = {};

    static Stream<FrameHeader> ours() {
        var system = new SystemId("ä𝄞\"\\\n");
        return Stream.of(
                new Envelope(system, Recorded.RELAY, "id", false, RelayProofs.SUB_PROTOCOL),
                new Envelope(system, system, "id", true, "something else"),
                new Challenge(Recorded.RELAY, RelayProofs.nonce(), 1 << 20),
                new Register(system, Recorded.RELAY, RelayProofs.nonce(), "auth"),
                new Ack(system, null, "id", "proof"),
                new Nack(system, null, "id", null),
                new Nack(system, system, "id", ""));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatIsWrittenIsReadAgain(FrameHeader header) {
        assertThat(Recorded.header(Recorded.bytes(header))).isEqualTo(header);
        assertThat(new String(Recorded.bytes(header), ISO_8859_1).substring(11))
                .isPrintable()
                .isASCII();
    }

    private static byte[] message(byte[] json, byte[] payload) {
        return ByteBuffer.allocate(11 + json.length + payload.length)
                .put("SPRKWS1".getBytes(UTF_8))
                .putInt(json.length)
                .put(json)
                .put(payload)
                .array();
    }

    private static byte[] message(String json) {
        return message(json.replace('\'', '"').getBytes(UTF_8), NOTHING);
    }

    private static void isRefused(byte[] message, String text) {
        assertThatThrownBy(() -> WebSocketFrames.read(Unpooled.wrappedBuffer(message)))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(text);
    }

    @Test
    void keysInAnyOrderAndUnknownOnesAreTaken() {
        String json = "{'version':1,'later':[{'x':[1.5]}],'target':'t','source':'s','kind':'envelope','frame_id':'f'}";
        assertThat(Recorded.header(message(json))).isEqualTo(Envelope.of(new SystemId("s"), new SystemId("t"), "f"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'version':1        | 'version':2          | 'version' of the frame cannot be 2",
                "'version':1        | 'version':1.0        | 'version' of the frame cannot be something else",
                "'version':1        | 'version':'1'        | 'version' of the frame cannot be '1'",
                "'version':1        | 'version':true       | 'version' of the frame cannot be true",
                ",'version':1       | ``                   | 'version' of the frame is missing",
                "'kind':'envelope'  | 'kind':'exec'        | 'kind' of the frame cannot be 'exec'",
                "'kind':'envelope'  | 'kind':null          | 'kind' of the frame is missing",
                "'source':'s'       | 'source':''          | 'source' of the frame cannot be ''",
                "'source':'s'       | 'source':' '         | 'source' of the frame cannot be ' '",
                "'source':'s'       | 'source':7           | 'source' of the frame cannot be 7",
                "'source':'s'       | 'source':{}          | 'source' of the frame cannot be an object",
                "'source':'s'       | 'source':'\\ud800'   | 'source' of the frame cannot be '?'",
                "'source':'s'       | 'source':'\\udc00a'  | 'source' of the frame cannot be",
                "'target':'t'       | 'target':null        | 'target' of the frame is missing",
                "'target':'t'       | 'target':[]          | 'target' of the frame cannot be something else",
                "'frame_id':'f'     | 'frame_id':''        | 'frame_id' of the frame cannot be ''",
                "'frame_id':'f'     | 'frame_id':null      | 'frame_id' of the frame is missing",
                "'auth':null        | 'auth':1             | 'auth' of the frame cannot be 1",
                "'reason':null      | 'reason':false       | 'reason' of the frame cannot be false",
                "'reason':null      | 'ack':'no'           | 'ack' of the frame cannot be 'no'",
                "'reason':null      | 'needs':1            | 'needs' of the frame cannot be 1",
                "'reason':null      | 'auth':null          | is not valid JSON",
                "{                  | [                    | is not a JSON object",
                "}                  | }{}                  | something follows the JSON object",
                "}                  | ``                   | is not valid JSON",
                "'f'                | NaN                  | is not valid JSON",
            })
    void aHeaderThatIsNotRightIsRefused(String from, String to, String text) {
        String changed = ENVELOPE.replace(from, to);
        assertThat(changed).isNotEqualTo(ENVELOPE);
        isRefused(message(changed), text);
    }

    @Test
    void textsThatAreTooLongAreRefused() {
        String longest = "x".repeat(FrameHeader.LONGEST_TEXT);
        assertThat(Recorded.header(message(ENVELOPE.replace("'s'", "'" + longest + "'")))
                        .source()
                        .uuid())
                .isEqualTo(longest);
        isRefused(message(ENVELOPE.replace("'s'", "'" + longest + "x'")), "'source' of the frame has 1025 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "67108865", "1.5", "'1'"})
    void aChallengeWithAnImpossibleLengthIsRefused(String length) {
        String json = "{'frame_bytes':" + length + ",'frame_id':'f','kind':'challenge','source':'s','version':1}";
        isRefused(message(json), "'frame_bytes' of the frame cannot be");
    }

    @Test
    void aChallengeWithoutALengthTakesWhatTheOriginalTakes() {
        assertThat(Recorded.header(message("{'frame_id':'f','kind':'challenge','source':'s','version':1}")))
                .isEqualTo(new Challenge(new SystemId("s"), "f", 64 << 20));
    }

    @Test
    void whatDoesNotBeginAsAFrameIsRefused() {
        isRefused(NOTHING, "a message of 0 bytes is no frame of Spark");
        isRefused("SPRKWS1\0\0\0".getBytes(UTF_8), "a message of 10 bytes is no frame of Spark");
        isRefused("SPRKWS2\0\0\0\0{}".getBytes(UTF_8), "does not begin with SPRKWS1");
        isRefused("SPCB0001\0\0\0\0".getBytes(UTF_8), "does not begin with SPRKWS1");
    }

    @Test
    void anAnnouncedLengthIsCheckedFirst() {
        byte[] message = message(ENVELOPE);
        isRefused(withLength(message, message.length), "a frame announces a header of " + message.length);
        isRefused(withLength(message, -1), "a header of 4294967295 bytes; at most 16384 are accepted");
        isRefused(withLength(message, 16_385), "a header of 16385 bytes; at most 16384 are accepted");
        isRefused(withLength(message, 0), "is not a JSON object");
    }

    private static byte[] withLength(byte[] message, int length) {
        return ByteBuffer.wrap(message.clone()).putInt(7, length).array();
    }

    @Test
    void onlyAnEnvelopeHasAPayload() {
        byte[] json =
                ENVELOPE.replace("envelope", "register").replace('\'', '"').getBytes(UTF_8);
        isRefused(message(json, new byte[3]), "3 bytes follow the header of a frame that has no payload");
    }

    @Test
    void otherEncodingsOfTextAreRefused() {
        String json = ENVELOPE.replace('\'', '"');
        isRefused(message(json.getBytes(UTF_16LE), NOTHING), "is not valid JSON");
        isRefused(message(json.replace('f', 'ä').getBytes(ISO_8859_1), NOTHING), "is not valid UTF-8");
    }

    @Test
    void aHeaderThatIsDeepIsRefused() {
        isRefused(
                message(ENVELOPE.replace("{'auth':null", "{'x':" + "[".repeat(5_000) + "]".repeat(5_000))),
                "is not valid JSON");
    }
}
