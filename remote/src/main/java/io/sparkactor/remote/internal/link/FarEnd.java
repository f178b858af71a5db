package io.sparkactor.remote.internal.link;

import io.sparkactor.remote.internal.net.FrameChannel;
import io.sparkactor.remote.internal.wire.FrameCipher;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.KeyExchange;

/**
 * A connection on which both handshakes were exchanged and found right. Confined to the loop.
 *
 * @param channel the connection, whose handler is to be replaced at once
 * @param hello the handshake of the peer
 * @param keys what seals its frames
 */
public record FarEnd(FrameChannel channel, Hello hello, Keys keys) {

    private static final String TO_ACCEPTOR = "spark session encryption to acceptor";
    private static final String TO_DIALLER = "spark session encryption to dialler";
    private static final Keys NO_SEALS = new Keys(null, null, null);

    /** For the side that has dialled: all from now on is encrypted, which leaves nothing for seals to do. */
    public static FarEnd encryptedDialler(FrameChannel channel, Hello hello, KeyExchange.Agreed agreed) {
        return encrypted(channel, hello, agreed, TO_ACCEPTOR, TO_DIALLER);
    }

    /** For the side that was dialled. */
    public static FarEnd encryptedAcceptor(FrameChannel channel, Hello hello, KeyExchange.Agreed agreed) {
        return encrypted(channel, hello, agreed, TO_DIALLER, TO_ACCEPTOR);
    }

    private static FarEnd encrypted(
            FrameChannel channel, Hello hello, KeyExchange.Agreed agreed, String out, String in) {
        var encrypted = new EncryptedChannel(
                channel, FrameCipher.encrypting(agreed.key(out)), FrameCipher.decrypting(agreed.key(in)));
        return new FarEnd(encrypted, hello, NO_SEALS);
    }
}
