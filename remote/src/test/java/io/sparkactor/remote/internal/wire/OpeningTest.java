package io.sparkactor.remote.internal.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The first frame tells whether a Spark 0.4.0 or a later one has dialled. */
class OpeningTest {

    @Test
    void aHandshakeBeginsAsAnObject() throws FrameException {
        byte[] frame = Golden.bytes("hello.left");
        assertThat(Opening.of(frame, 4, frame.length - 4)).isEqualTo(Opening.HANDSHAKE);
        assertThat(Opening.of(frame, 4, 1)).isEqualTo(Opening.HANDSHAKE);
    }

    @Test
    void anEnvelopeWithoutAHandshakeIsOfAnOlderSparkAndIsRead() throws FrameException {
        byte[] frame = Golden.bytes("frame.1");
        assertThat(Opening.of(frame, 4, Opening.BYTES)).isEqualTo(Opening.ENVELOPE);
        assertThat(Golden.CODEC.decode(frame, 4, frame.length - 4).payload()).isEqualTo("hi");
    }

    @Test
    void aPickleIsRefusedWithTheWayOut() {
        refused("SPRK\0\1\200\5", "transport_codec=\"cbor2\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SPC", "SPCX", "[1]", " {}", "\0\0\0\0"})
    void anythingElseIsRefused(String text) {
        refused(text, "neither a handshake nor an envelope");
    }

    private static void refused(String text, String reason) {
        byte[] bytes = text.getBytes(ISO_8859_1);
        assertThatThrownBy(() -> Opening.of(bytes, 0, bytes.length))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining(reason);
    }
}
