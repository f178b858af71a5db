package io.sparkactor.remote.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.TestFrames;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Handshakes are those of the original, to the byte, in both directions. */
class GoldenHandshakesTest {

    private static final String SIGNED = "{\"auth\":\"hmac-sha256\",\"capabilities\":{\"frame_integrity\":true,"
            + "\"persistent_connections\":true},\"codec\":\"cbor2\",\"nonce\":\"00112233445566778899aabbccddeeff\",\"signature\":"
            + "\"23767911b929cac0bb01d8df7d98c418c4573e955a634da847c3cbf230d73817\","
            + "\"system_id\":\"8b8a5ce0-196a-5c02-b476-f42ab5fdef45\",\"version\":1}";

    static Stream<Arguments> hellos() {
        return Stream.of(
                Arguments.of("hello.left", hello(Golden.LEFT, Golden.LEFT_NONCE, null)),
                Arguments.of("hello.right", hello(Golden.RIGHT, Golden.RIGHT_NONCE, null)),
                Arguments.of("hello.left.secret", hello(Golden.LEFT, Golden.LEFT_NONCE, Golden.SHARED)),
                Arguments.of("hello.right.secret", hello(Golden.RIGHT, Golden.RIGHT_NONCE, Golden.SHARED)));
    }

    private static Hello hello(SystemId id, String nonce, @Nullable Secret secret) {
        return Hello.of(id, nonce, secret, null);
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void aHandshakeIsWrittenAsTheOriginalWritesIt(String name, Hello hello) {
        assertThat(Golden.framed(HelloCodec.encode(hello))).isEqualTo(Golden.bytes(name));
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void aHandshakeOfTheOriginalIsRead(String name, Hello hello) throws HandshakeException {
        byte[] frame = Golden.bytes(name);
        assertThat(HelloCodec.decode(frame, 4, frame.length - 4)).isEqualTo(hello);
    }

    @ParameterizedTest
    @MethodSource("hellos")
    void aHandshakeOfTheOriginalIsWelcome(String name, Hello hello) throws HandshakeException {
        Secret secret = hello.authenticated() ? Secret.of("shared".getBytes(UTF_8)) : null;
        byte[] body = Golden.body(name);
        new HelloCheck(hello.systemId(), secret).check(HelloCodec.decode(body, 0, body.length));
        new HelloCheck(null, secret).check(hello);
    }

    @Test
    void theSignedHandshakeIsTheOneInTheReference() {
        byte[] bytes = HelloCodec.encode(hello(Golden.LEFT, Golden.LEFT_NONCE, Golden.SHARED));
        assertThat(new String(bytes, UTF_8)).isEqualTo(SIGNED).hasSize(293);
    }

    @Test
    void theIdsAreThoseOfTheNames() {
        assertThat(Golden.LEFT.uuid()).isEqualTo("8b8a5ce0-196a-5c02-b476-f42ab5fdef45");
        assertThat(Golden.RIGHT.uuid()).isEqualTo("0712e595-e4ee-5e56-9be1-57e29c128727");
    }

    @Test
    void anOfferOfASessionStandsAmongTheCapabilitiesAndChangesNoSignature() throws HandshakeException {
        var offer = TestFrames.offer(1, "run-1", "session-1", Long.MAX_VALUE);
        Hello hello = Hello.of(Golden.LEFT, Golden.LEFT_NONCE, Golden.SHARED, offer);
        byte[] bytes = HelloCodec.encode(hello);
        String offered = "\"persistent_connections\":true,\"spark_java\":{\"instance\":\"run-1\","
                + "\"received\":9223372036854775807,\"session\":\"session-1\",\"version\":1}}";
        assertThat(new String(bytes, UTF_8)).isEqualTo(SIGNED.replace("\"persistent_connections\":true}", offered));
        assertThat(HelloCodec.decode(bytes, 0, bytes.length)).isEqualTo(hello);
    }
}
