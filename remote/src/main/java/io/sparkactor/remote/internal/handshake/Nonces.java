package io.sparkactor.remote.internal.handshake;

import io.sparkactor.remote.internal.wire.SessionOffer;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Texts that nobody can guess and that never come twice: for handshakes, and to tell one run of a system from the next. Thread-safe. */
public final class Nonces {

    private static final int BYTES = 16;

    // Not the runtime's randomness, which may be replayed: a nonce that comes again lets a recorded handshake pass.
    private static final SecureRandom RANDOM = new SecureRandom();

    private Nonces() {}

    /** 32 lower-case hexadecimal digits. */
    public static String next() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** The same, for a handshake that offers sessions: it begins with {@link SessionOffer#NONCE}. */
    public static String offeringSessions() {
        return SessionOffer.NONCE + next().substring(SessionOffer.NONCE.length());
    }
}
