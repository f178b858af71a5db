package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyExchangeTest {

    private static final byte[] SALT = {1, 2, 3};

    private final KeyExchange left = new KeyExchange();
    private final KeyExchange right = new KeyExchange();

    private static byte[] key(KeyExchange own, KeyExchange other, byte[] salt, String purpose) throws Exception {
        return own.agree(other.publicKey(), salt).key(purpose).getEncoded();
    }

    @RepeatedTest(20) // keys with zeros in front or at the end among them, sooner or later
    void bothSidesHaveTheSameKey() throws Exception {
        assertThat(left.publicKey()).matches("[0-9a-f]{64}");
        assertThat(key(left, right, SALT, "a")).hasSize(32).isEqualTo(key(right, left, SALT, "a"));
    }

    @Test
    void eachPurposeHasItsOwn() throws Exception {
        assertThat(key(left, right, SALT, "a")).isNotEqualTo(key(left, right, SALT, "b"));
    }

    @Test
    void whoDoesNotKnowTheSaltHasAnother() throws Exception {
        assertThat(key(left, right, SALT, "a")).isNotEqualTo(key(right, left, new byte[] {1, 2, 4}, "a"));
    }

    /** As who has recorded both handshakes, and learns the secret later. */
    @Test
    void whoKnowsTheSaltAndBothPublicKeysHasAnother() throws Exception {
        var stranger = new KeyExchange();

        assertThat(key(left, right, SALT, "a"))
                .isNotEqualTo(key(stranger, left, SALT, "a"))
                .isNotEqualTo(key(stranger, right, SALT, "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00",
                "zz",
                "0000000000000000000000000000000000000000000000000000000000000000",
                "0100000000000000000000000000000000000000000000000000000000000000",
                "000000000000000000000000000000000000000000000000000000000000000000"
            })
    void whatIsNoKeyIsRefused(String key) {
        assertThatThrownBy(() -> left.agree(key, SALT)).isInstanceOf(HandshakeException.class);
    }
}
