package io.sparkactor.remote.internal.wire;

import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a peer is welcome, in the order of the original: version, codec, system, secrets, signature. Immutable.
 *
 * @param expected who must be there; null for anybody, as on the side that listens
 * @param secret what both sides must have; null if neither may have one
 */
public record HelloCheck(
        @Nullable SystemId expected, @Nullable Secret secret) {

    private static final int NONCE_DIGITS = 32;

    /** @throws HandshakeException if it is not; the text says what to change, and on which side */
    public void check(Hello hello) throws HandshakeException {
        checkVersion(hello.version());
        checkCodec(hello.codec());
        checkSystem(hello.systemId());
        checkSecrets(hello);
    }

    static void checkVersion(int version) throws HandshakeException {
        if (version != Hello.VERSION) {
            throw new HandshakeException(
                    TransportRefusal.INCOMPATIBLE,
                    "the peer speaks version " + version + " of the handshake, this side only " + Hello.VERSION
                            + "; the older one of the two needs a newer release");
        }
    }

    private static void checkCodec(String codec) throws HandshakeException {
        if (codec.equals("trusted-pickle") || codec.equals("pickle")) {
            throw new HandshakeException(
                    TransportRefusal.INCOMPATIBLE,
                    "the peer's codec is " + Foreign.quoted(codec)
                            + ", which only Python can read and which runs code: open its Syndicate with transport_codec=\""
                            + Hello.CODEC + "\"");
        }
        if (!codec.equals(Hello.CODEC)) {
            throw new HandshakeException(
                    TransportRefusal.INCOMPATIBLE,
                    "the peer's codec is " + Foreign.quoted(codec) + ", this side's '" + Hello.CODEC
                            + "'; both must be the same");
        }
    }

    private void checkSystem(SystemId found) throws HandshakeException {
        if (expected != null && !expected.equals(found)) {
            throw new HandshakeException(
                    TransportRefusal.FORGED,
                    "system " + Foreign.quoted(expected.uuid()) + " was expected, but " + Foreign.quoted(found.uuid())
                            + " is at this address; check the address, and the name the id is made of");
        }
    }

    private void checkSecrets(Hello hello) throws HandshakeException {
        if (secret == null) {
            if (hello.authenticated()) {
                throw new HandshakeException(
                        TransportRefusal.AUTHENTICATION,
                        "the peer has a secret, this side has none; give both the same");
            }
            return;
        }
        if (!hello.authenticated()) {
            throw new HandshakeException(
                    TransportRefusal.AUTHENTICATION, "this side has a secret, the peer has none; give both the same");
        }
        // What is signed is joined by colons, so a nonce with a colon in it could pass for another system's.
        if (!isNonce(hello.nonce())) {
            throw new HandshakeException(
                    TransportRefusal.AUTHENTICATION,
                    "the peer's nonce is not " + NONCE_DIGITS + " lower-case hexadecimal digits");
        }
        if (!secret.verifies(hello)) {
            throw new HandshakeException(
                    TransportRefusal.AUTHENTICATION,
                    "the peer's signature is wrong: it has another secret than this side");
        }
        if (hello.session() == null && hello.nonce().startsWith(SessionOffer.NONCE)) {
            throw new HandshakeException(
                    TransportRefusal.AUTHENTICATION,
                    "the peer offers sessions, as its nonce says, but somebody on the line has taken that out of its handshake");
        }
    }

    private static boolean isNonce(String nonce) {
        return nonce.length() == NONCE_DIGITS
                && nonce.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }
}
