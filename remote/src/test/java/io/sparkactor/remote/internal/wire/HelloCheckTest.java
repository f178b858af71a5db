package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is welcome, and what the others are told. */
class HelloCheckTest {

    private static final HelloCheck OPEN = new HelloCheck(null, null);
    private static final HelloCheck SECRET = new HelloCheck(Golden.LEFT, Golden.SHARED);
    private static final Hello PLAIN = Hello.of(Golden.LEFT, Golden.LEFT_NONCE, null, null);
    private static final Hello SIGNED = Hello.of(Golden.LEFT, Golden.LEFT_NONCE, Golden.SHARED, null);

    @Test
    void whatIsNotAskedForIsNotChecked() throws HandshakeException {
        SECRET.check(SIGNED);
        OPEN.check(PLAIN);
        new HelloCheck(new SystemId("left"), null)
                .check(new Hello(1, new SystemId("left"), "cbor2", false, "", true, "x", null));
    }

    @Test
    void anotherVersionIsTheFirstFault() {
        refused(SECRET, new Hello(2, Golden.RIGHT, "trusted-pickle", false, "", false, null, null), "speaks version 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pickle", "trusted-pickle"})
    void picklesAreRefusedWithTheWayOutBeforeTheSystemIsLookedAt(String codec) {
        Hello hello = new Hello(1, Golden.RIGHT, codec, false, "", false, null, null);
        refused(SECRET, hello, "open its Syndicate with transport_codec=\"cbor2\"");
    }

    @Test
    void anotherCodecIsRefused() {
        Hello hello = new Hello(1, Golden.RIGHT, "json\n", false, "", false, null, null);
        refused(SECRET, hello, "the peer's codec is 'json?', this side's 'cbor2'");
    }

    @Test
    void anotherSystemIsRefusedBeforeItsSecretIsLookedAt() {
        Hello hello = Hello.of(Golden.RIGHT, Golden.LEFT_NONCE, null, null);
        refused(
                SECRET,
                hello,
                "system '" + Golden.LEFT.uuid() + "' was expected, but '" + Golden.RIGHT.uuid() + "' is");
    }

    @Test
    void aSecretOnOneSideOnlyIsRefused() {
        refused(OPEN, SIGNED, "the peer has a secret, this side has none");
        refused(SECRET, PLAIN, "this side has a secret, the peer has none");
    }

    @Test
    void aSignatureForSomethingElseIsRefused() {
        String other = Secret.of("Shared").sign(SIGNED);
        refused(SECRET, signed(Golden.LEFT_NONCE, other), "the peer's signature is wrong");
        refused(SECRET, signed(Golden.RIGHT_NONCE, SIGNED.signature()), "the peer's signature is wrong");
        Hello right = new Hello(1, Golden.RIGHT, "cbor2", true, Golden.LEFT_NONCE, true, SIGNED.signature(), null);
        refused(new HelloCheck(null, Golden.SHARED), right, "the peer's signature is wrong");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "2",
                "23767911b929cac0bb01d8df7d98c418c4573e955a634da847c3cbf230d7381",
                "23767911b929cac0bb01d8df7d98c418c4573e955a634da847c3cbf230d738170",
                "23767911B929CAC0BB01D8DF7D98C418C4573E955A634DA847C3CBF230D73817",
                "23767911b929cac0bb01d8df7d98c418c4573e955a634da847c3cbf230d7381é"
            })
    void aSignatureThatIsNearlyRightIsRefused(@Nullable String signature) {
        refused(SECRET, signed(Golden.LEFT_NONCE, signature), "the peer's signature is wrong");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00112233445566778899aabbccddeef",
                "00112233445566778899AABBCCDDEEFF",
                "00112233445566778899aabbccddee:f"
            })
    void aNonceThatCouldPassForSomethingElseIsRefused(String nonce) {
        Hello unsigned = signed(nonce, null);
        refused(SECRET, signed(nonce, Golden.SHARED.sign(unsigned)), "the peer's nonce is not 32");
    }

    @Test
    void aSecretIsNeverShownAndNeverEmpty() {
        assertThat(Secret.of("hunter2")).hasToString("Secret(…)");
        assertThat(SECRET.toString()).doesNotContain("shared");
        assertThatThrownBy(() -> Secret.of(""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("empty");
        assertThatThrownBy(() -> Secret.of(new byte[0])).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSecretIsACopyOfItsBytes() {
        byte[] bytes = {1, 2, 3};
        Secret secret = Secret.of(bytes);
        byte[] before = secret.mac(new byte[] {4, 5}, new byte[] {6});
        bytes[0] = 9;
        assertThat(secret.mac(new byte[] {4}, new byte[] {5, 6}))
                .isEqualTo(before)
                .hasSize(32);
        assertThat(Secret.of(bytes).mac(new byte[] {4, 5, 6})).isNotEqualTo(before);
    }

    private static Hello signed(String nonce, @Nullable String signature) {
        return new Hello(1, Golden.LEFT, "cbor2", true, nonce, true, signature, null);
    }

    private static void refused(HelloCheck check, Hello hello, String text) {
        assertThatThrownBy(() -> check.check(hello))
                .isInstanceOf(HandshakeException.class)
                .hasMessageContaining(text);
    }
}
