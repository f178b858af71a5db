package io.sparkactor.remote.internal.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a Java system says in its handshake beside what the original knows: that it can hold a session over several connections, and
 * how far it has come. The original ignores it. Immutable.
 *
 * @param version of the rules for sessions; from 1
 * @param instance tells one run of a system from the next
 * @param session the session that it would like to begin or to go on with
 * @param received how many frames of that session it has received; not negative
 * @param key what it agrees on keys with, if it wants all to be encrypted, as {@link KeyExchange} says it; null if it does not
 */
public record SessionOffer(
        int version,
        String instance,
        String session,
        long received,
        @Nullable String key) {

    /**
     * How the nonce begins of a handshake that offers sessions: "java", in hexadecimal digits. Of what we may choose in a handshake only the
     * nonce is signed, so nobody on the line can take an offer out, and have two Java systems speak in the way that can be recorded and
     * played again.
     */
    public static final String NONCE = "6a617661";

    /** From which version on a system takes streams and what is told of them. */
    public static final int STREAMS = 2;

    /** Checks the parts. */
    public SessionOffer {
        if (version < 1) {
            throw new IllegalArgumentException("version must be at least 1, not " + version);
        }
        Objects.requireNonNull(instance, "instance");
        Objects.requireNonNull(session, "session");
        if (received < 0) {
            throw new IllegalArgumentException("received must not be negative, but is " + received);
        }
    }

    /** Whether whoever offers this takes streams. */
    public boolean takesStreams() {
        return version >= STREAMS;
    }
}
