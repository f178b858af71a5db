package io.sparkactor.remote.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class FrameCipherTest {

    private static final SecretKeySpec KEY = new SecretKeySpec(new byte[32], "AES");
    private static final byte[] NOTHING = {};

    private final FrameCipher out = FrameCipher.encrypting(KEY);
    private final FrameCipher in = FrameCipher.decrypting(KEY);

    private byte[] encrypted(String text) {
        return out.encrypt(NOTHING, text.getBytes(StandardCharsets.US_ASCII));
    }

    private String decrypted(byte[] frame) throws FrameException {
        return new String(in.decrypt(frame), StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsEncryptedIsReadByTheOtherSideInItsOrder() throws Exception {
        assertThat(decrypted(encrypted("one"))).isEqualTo("one");
        assertThat(decrypted(
                        out.encrypt("tw".getBytes(StandardCharsets.US_ASCII), "o".getBytes(StandardCharsets.US_ASCII))))
                .isEqualTo("two");
        assertThat(decrypted(encrypted(""))).isEmpty();
    }

    @Test
    void theSameTextIsNeverTheSameBytes() {
        assertThat(encrypted("one")).hasSize(3 + FrameCipher.OVERHEAD).isNotEqualTo(encrypted("one"));
    }

    @Test
    void aFrameThatComesTwiceIsRefused() throws Exception {
        byte[] one = encrypted("one");
        decrypted(one);

        assertThatThrownBy(() -> decrypted(one)).isInstanceOf(FrameException.class);
    }

    @Test
    void aFrameThatIsLeftOutIsMissed() {
        encrypted("one");
        byte[] two = encrypted("two");

        assertThatThrownBy(() -> decrypted(two)).isInstanceOf(FrameException.class);
    }

    @Test
    void aChangedBitIsSeen() {
        byte[] one = encrypted("one");
        for (int i = 0; i < one.length; i++) {
            byte[] changed = one.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> FrameCipher.decrypting(KEY).decrypt(changed))
                    .isInstanceOf(FrameException.class)
                    .hasMessageContaining("changed on its way");
        }
    }

    @Test
    void behindARefusedFrameNothingIsDecrypted() throws Exception {
        decrypted(encrypted("one"));
        byte[] two = encrypted("two");
        two[0] ^= 1;
        byte[] three = encrypted("three");

        assertThatThrownBy(() -> decrypted(two)).isInstanceOf(FrameException.class);

        assertThatThrownBy(() -> decrypted(three))
                .isInstanceOf(FrameException.class)
                .hasMessageContaining("a frame before this one was refused");
    }

    @Test
    void whatIsTooShortIsRefused() {
        assertThatThrownBy(() -> in.decrypt(new byte[3])).isInstanceOf(FrameException.class);
    }
}
