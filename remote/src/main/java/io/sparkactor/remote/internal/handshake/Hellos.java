package io.sparkactor.remote.internal.handshake;

import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.link.Keys;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.wire.HandshakeException;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.HelloCheck;
import io.sparkactor.remote.internal.wire.HelloCodec;
import io.sparkactor.remote.internal.wire.KeyExchange;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.remote.internal.wire.SessionOffer;
import org.jspecify.annotations.Nullable;

/** The handshakes that one transport makes and takes. Stateless but for its parts. */
public final class Hellos {

    /** The oldest version of the rules of sessions that is spoken; see {@code docs/wire.md}. */
    private static final int OLDEST = 1;

    /** The version that is offered: what the other side does not know is not said to it. */
    private static final int OFFERED = SessionOffer.STREAMS;

    private Hellos() {}

    /** What we agree on keys with, on a new connection; null if nothing is to be encrypted. */
    static @Nullable KeyExchange exchange(Parts parts) {
        return parts.settings().encrypted() ? new KeyExchange() : null;
    }

    /**
     * The body of a new one of ours. It offers sessions; which one, and how far it has come, is said behind the handshakes, when both
     * sides have shown that they know the secret.
     *
     * @param exchange what we agree on keys with; null if nothing is to be encrypted
     */
    static byte[] make(Parts parts, @Nullable KeyExchange exchange) {
        boolean sessions = parts.settings().sessions();
        String key = exchange == null ? null : exchange.publicKey();
        SessionOffer offer = sessions ? new SessionOffer(OFFERED, parts.instance(), "", 0, key) : null;
        String nonce = sessions ? Nonces.offeringSessions() : Nonces.next();
        return HelloCodec.encode(
                Hello.of(parts.home().systemId(), nonce, parts.settings().secret(), offer));
    }

    /**
     * Reads and checks one of a peer.
     *
     * @param expected who must be there; null for anybody but ourselves
     */
    static Hello check(Parts parts, byte[] body, @Nullable SystemId expected) throws HandshakeException {
        Hello hello = HelloCodec.decode(body, 0, body.length);
        new HelloCheck(expected, parts.settings().secret()).check(hello);
        checkEncryption(parts, hello);
        return hello;
    }

    /** Both sides or none: where one of them gives way, somebody on the line could have taken out what the other one wants. */
    private static void checkEncryption(Parts parts, Hello hello) throws HandshakeException {
        SessionOffer offer = hello.session();
        boolean theirs = offer != null && offer.key() != null;
        boolean ours = parts.settings().encrypted();
        if (ours && !theirs) {
            throw new HandshakeException(
                    TransportRefusal.INCOMPATIBLE,
                    "this side wants all to be encrypted, encrypt(), the peer does not; say the same of both");
        }
        if (theirs && !ours) {
            throw new HandshakeException(
                    TransportRefusal.INCOMPATIBLE,
                    "the peer wants all to be encrypted, encrypt(), this side does not; say the same of both");
        }
    }

    /** The key in a handshake that was found right, where all is to be encrypted. */
    static KeyExchange.Agreed agree(Parts parts, KeyExchange exchange, Hello hello, byte[] diallers, byte[] acceptors)
            throws HandshakeException {
        SessionOffer offer = hello.session();
        String key = offer == null ? null : offer.key();
        Secret secret = parts.settings().secret();
        if (key == null || secret == null) {
            throw new HandshakeException(
                    TransportRefusal.INCOMPATIBLE, "to encrypt, both sides need a secret and a key");
        }
        return exchange.agree(key, Keys.salt(secret, diallers, acceptors));
    }

    /** What a peer offers, if both sides offer sessions; else null. */
    public static @Nullable SessionOffer agreed(Parts parts, Hello hello) {
        SessionOffer offer = hello.session();
        return offer != null && offer.version() >= OLDEST && parts.settings().sessions() ? offer : null;
    }
}
