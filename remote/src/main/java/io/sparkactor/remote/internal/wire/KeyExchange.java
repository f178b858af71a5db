package io.sparkactor.remote.internal.wire;

import io.sparkactor.TransportRefusal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.HexFormat;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * One side of an agreement on the keys of one connection, X25519, and made anew for each: when the connection is over nobody has them any more,
 * so that who learns the secret later cannot read what was recorded. Who is at the other end it does not show; that does the salt, which
 * only they can make who know the secret. Confined to one thread.
 */
public final class KeyExchange {

    private static final String CURVE = "X25519";
    private static final int BYTES = 32;

    private final KeyPair own;

    /** With a key of its own. */
    public KeyExchange() {
        try {
            own = KeyPairGenerator.getInstance(CURVE).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw missing(e);
        }
    }

    private static IllegalStateException missing(GeneralSecurityException e) {
        return new IllegalStateException("every JDK 25 has X25519 and HKDF-SHA256; this one does not", e);
    }

    /** What the other side is told: 64 lower-case hexadecimal digits, the 32 bytes of RFC 7748. */
    public String publicKey() {
        return HexFormat.of().formatHex(reversed(bytes(((XECPublicKey) own.getPublic()).getU())));
    }

    private static byte[] bytes(BigInteger number) {
        byte[] some = number.toByteArray();
        byte[] all = new byte[BYTES];
        int skip = Math.max(0, some.length - BYTES); // a zero in front, for the sign
        System.arraycopy(some, skip, all, BYTES - (some.length - skip), some.length - skip);
        return all;
    }

    private static byte[] reversed(byte[] bytes) {
        byte[] reversed = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            reversed[i] = bytes[bytes.length - 1 - i];
        }
        return reversed;
    }

    /** What both sides have, once each knows what the other one was told. Immutable. */
    public static final class Agreed {

        private final SecretKey root;

        private Agreed(SecretKey root) {
            this.root = root;
        }

        /** The key for one purpose: 256 bits for AES. */
        public SecretKey key(String purpose) {
            try {
                return KDF.getInstance("HKDF-SHA256")
                        .deriveKey(
                                "AES",
                                HKDFParameterSpec.expandOnly(root, purpose.getBytes(StandardCharsets.US_ASCII), BYTES));
            } catch (GeneralSecurityException e) {
                throw missing(e);
            }
        }
    }

    /**
     * Agrees with the other side.
     *
     * @param theirs what it says, as {@link #publicKey} does
     * @param salt what only they know who are to agree, and what is different for each connection
     * @throws HandshakeException if that is no key, or one with which anybody would agree
     */
    public Agreed agree(String theirs, byte[] salt) throws HandshakeException {
        PublicKey key = decode(theirs);
        try {
            KeyAgreement agreement = KeyAgreement.getInstance(CURVE);
            agreement.init(own.getPrivate());
            agreement.doPhase(key, true);
            var extract = HKDFParameterSpec.ofExtract()
                    .addIKM(agreement.generateSecret())
                    .addSalt(salt)
                    .extractOnly();
            return new Agreed(KDF.getInstance("HKDF-SHA256").deriveKey("HKDF", extract));
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    private static PublicKey decode(String theirs) throws HandshakeException {
        try {
            byte[] bytes = HexFormat.of().parseHex(theirs);
            if (bytes.length != BYTES) {
                throw refused(null);
            }
            bytes[BYTES - 1] &= 0x7F; // as RFC 7748 has it
            var spec = new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, reversed(bytes)));
            return KeyFactory.getInstance(CURVE).generatePublic(spec);
        } catch (IllegalArgumentException | GeneralSecurityException e) {
            throw refused(e);
        }
    }

    private static HandshakeException refused(@Nullable Exception cause) {
        return new HandshakeException(TransportRefusal.MALFORMED, "the key in the handshake is none of X25519", cause);
    }
}
