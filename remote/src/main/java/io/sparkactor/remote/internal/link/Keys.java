package io.sparkactor.remote.internal.link;

import io.sparkactor.remote.internal.wire.FrameOpener;
import io.sparkactor.remote.internal.wire.FrameSeal;
import io.sparkactor.remote.internal.wire.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What seals the frames of one connection, if there is a secret.
 *
 * <p>With the original it is the secret itself. In a session each direction has a key of its own, made of the secret and of both
 * handshakes with the nonces in them: so the first frame that is sealed right shows that its sender knows the secret <em>now</em>, and
 * nothing that was recorded passes for a frame of another connection, or of the other direction.
 *
 * @param plain for the original; null without a secret
 * @param toAcceptor for the session's frames from the dialler; null without a secret
 * @param toDialler for the others
 */
public record Keys(
        @Nullable Secret plain,
        @Nullable Secret toAcceptor,
        @Nullable Secret toDialler) {

    /** The keys of one connection. */
    public static Keys of(@Nullable Secret secret, byte[] diallersHello, byte[] acceptorsHello) {
        if (secret == null) {
            return new Keys(null, null, null);
        }
        return new Keys(
                secret,
                derive(secret, "spark session to acceptor", diallersHello, acceptorsHello),
                derive(secret, "spark session to dialler", diallersHello, acceptorsHello));
    }

    /**
     * What nobody knows but they who have the secret and both handshakes: what makes an agreement on keys one with them and nobody else.
     */
    public static byte[] salt(Secret secret, byte[] diallersHello, byte[] acceptorsHello) {
        return mac(secret, "spark session encryption", diallersHello, acceptorsHello);
    }

    private static Secret derive(Secret secret, String purpose, byte[] diallersHello, byte[] acceptorsHello) {
        return Secret.of(mac(secret, purpose, diallersHello, acceptorsHello));
    }

    private static byte[] mac(Secret secret, String purpose, byte[] diallersHello, byte[] acceptorsHello) {
        return secret.mac(
                purpose.getBytes(StandardCharsets.US_ASCII),
                new byte[] {0},
                ByteBuffer.allocate(Integer.BYTES).putInt(diallersHello.length).array(),
                diallersHello,
                acceptorsHello);
    }

    public static @Nullable FrameSeal seal(@Nullable Secret key) {
        return key == null ? null : new FrameSeal(key);
    }

    public static @Nullable FrameOpener opener(@Nullable Secret key) {
        return key == null ? null : new FrameOpener(key);
    }
}
