package io.sparkactor.remote.internal.wire;

import io.sparkactor.SystemId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A handshake: the first frame in each direction. Immutable. That it can be trusted says only {@link HelloCheck}.
 *
 * @param version of the handshake; the original and we speak {@link #VERSION}
 * @param systemId who is there
 * @param codec how its envelopes are encoded; ours is {@link #CODEC}
 * @param authenticated whether it has a secret, {@code hmac-sha256} on the wire, or not, {@code none}
 * @param nonce 32 lower-case hexadecimal digits, made anew for each handshake
 * @param frameIntegrity whether it says that it seals its frames; with a secret it does, whatever it says
 * @param signature what {@link Secret#sign} says; null without a secret
 * @param session what a Java system offers beyond the original; null if it is none, or does not
 */
public record Hello(
        int version,
        SystemId systemId,
        String codec,
        boolean authenticated,
        String nonce,
        boolean frameIntegrity,
        @Nullable String signature,
        @Nullable SessionOffer session) {

    /** The version of the handshake. */
    public static final int VERSION = 1;

    /** The name of the codec. */
    public static final String CODEC = "cbor2";

    /** Checks the parts. */
    public Hello {
        Objects.requireNonNull(systemId, "systemId");
        Objects.requireNonNull(codec, "codec");
        Objects.requireNonNull(nonce, "nonce");
    }

    /**
     * Our own, signed if there is a secret.
     *
     * @param nonce 32 lower-case hexadecimal digits from a source that cannot be guessed
     */
    public static Hello of(SystemId systemId, String nonce, @Nullable Secret secret, @Nullable SessionOffer session) {
        boolean signed = secret != null;
        var plain = new Hello(VERSION, systemId, CODEC, signed, nonce, signed, null, session);
        return secret == null ? plain : plain.signed(secret.sign(plain));
    }

    private Hello signed(String signature) {
        return new Hello(version, systemId, codec, authenticated, nonce, frameIntegrity, signature, session);
    }
}
