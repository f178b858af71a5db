package io.sparkactor.remote.internal.websocket;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.wire.Secret;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a system and a relay show each other that they know the same secret. Immutable.
 *
 * <p>What is signed begins with a word for each purpose, none of which is the beginning of another. All parts of an answer to a challenge but
 * the last have a fixed length; in the original's text they have not, so whoever checks that takes no id of a system with a colon in it.
 *
 * @param secret what both know
 */
public record RelayProofs(Secret secret) {

    /** What a client offers that wants a challenge. */
    public static final String SUB_PROTOCOL = "spark-relay.1";

    private static final int NONCE_BYTES = 16;

    // Not the runtime's randomness, which may be replayed: a nonce that comes again lets a recorded registration pass.
    private static final SecureRandom RANDOM = new SecureRandom();

    /** 32 lower-case hexadecimal digits that nobody can guess and that never come twice. */
    public static String nonce() {
        byte[] bytes = new byte[NONCE_BYTES];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    /** Whether a text is one that {@link #nonce} could have made. */
    public static boolean isNonce(String text) {
        return text.length() == 2 * NONCE_BYTES
                && text.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    /** What a client of the original says: it depends on nothing of the relay. */
    public String ofOriginal(SystemId system, String frameId) {
        return sign("spark-relay-register:" + system.uuid() + ":" + frameId);
    }

    /**
     * What a client says to a challenge.
     *
     * @param relayNonce that of the challenge
     * @param clientNonce the id of the frame that it is in
     */
    public String ofClient(String relayNonce, String clientNonce, SystemId system) {
        return sign("spark-relay.1 register:" + relayNonce + ":" + clientNonce + ":" + system.uuid());
    }

    /** What the relay says to the client's proof. */
    public String ofRelay(String relayNonce, String clientNonce, SystemId system) {
        return sign("spark-relay.1 ack:" + relayNonce + ":" + clientNonce + ":" + system.uuid());
    }

    private String sign(String text) {
        return HexFormat.of().formatHex(secret.mac(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether a proof is the right one; takes the same time for each wrong one. */
    public static boolean matches(String expected, @Nullable String found) {
        return found != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), found.getBytes(StandardCharsets.UTF_8));
    }
}
