package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Secret;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames are those of the original, to the byte, in both directions. */
class GoldenWebSocketFramesTest {

    private static final int ENVELOPE_HEADER = 214;

    static Stream<Arguments> headers() {
        String auth = new RelayProofs(Secret.of("shared")).ofOriginal(Recorded.LEFT, Recorded.REGISTRATION);
        return Stream.of(
                Arguments.of("register", Register.of(Recorded.LEFT, Recorded.REGISTRATION)),
                Arguments.of("register.secret", new Register(Recorded.LEFT, null, Recorded.REGISTRATION, auth)),
                Arguments.of("ack.register", new Ack(Recorded.RELAY, Recorded.LEFT, Recorded.REGISTRATION, null)),
                Arguments.of("ack.envelope", new Ack(Recorded.RELAY, Recorded.LEFT, Recorded.MESSAGE, null)),
                Arguments.of("nack.route", nack(Recorded.MESSAGE, "relay route not found")),
                Arguments.of("nack.auth", nack(Recorded.REGISTRATION, "relay authentication failed")));
    }

    private static Nack nack(String frameId, String reason) {
        return new Nack(Recorded.RELAY, Recorded.LEFT, frameId, reason);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aFrameIsWrittenAsTheOriginalWritesIt(String name, FrameHeader header) {
        assertThat(Recorded.bytes(header)).isEqualTo(Recorded.bytes(name));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void aFrameOfTheOriginalIsRead(String name, FrameHeader header) {
        assertThat(Recorded.header(Recorded.bytes(name))).isEqualTo(header);
    }

    @Test
    void anEnvelopeOfTheOriginalIsReadUpToItsPayload() throws FrameException {
        ByteBuf message = Unpooled.wrappedBuffer(Recorded.bytes("envelope"));
        assertThat(WebSocketFrames.read(message))
                .isEqualTo(Envelope.of(Recorded.LEFT, Recorded.RIGHT, Recorded.MESSAGE));
        assertThat(message.readerIndex()).isEqualTo(ENVELOPE_HEADER);
        assertThat(message.readableBytes()).isEqualTo(399);
        assertThat(ByteBufUtil.getBytes(message)).startsWith('S', 'P', 'C', 'B');
    }

    @Test
    void anEnvelopeIsWrittenAsTheOriginalWritesIt() {
        byte[] recorded = Recorded.bytes("envelope");
        byte[] payload = Arrays.copyOfRange(recorded, ENVELOPE_HEADER, recorded.length);
        assertThat(Recorded.bytes(Envelope.of(Recorded.LEFT, Recorded.RIGHT, Recorded.MESSAGE), payload))
                .isEqualTo(recorded);
    }

    @Test
    void aRegistrationHasTheLengthThatIsDocumented() {
        assertThat(Recorded.bytes("register"))
                .hasSize(180)
                .startsWith(0x53, 0x50, 0x52, 0x4b, 0x57, 0x53, 0x31, 0, 0, 0, 0xa9);
    }
}
