package io.sparkactor.remote.internal.session;

import io.sparkactor.SystemId;
import java.util.Objects;

/**
 * Which session of whom. Immutable.
 *
 * @param peer the system that dialled
 * @param instance which start of that system: a random text, another one after every restart
 * @param number which session of that start; the dialler counts those with each system from 1, so that an old one can be told from a new one
 */
public record SessionKey(SystemId peer, String instance, long number) {

    /** Checks the parts. */
    public SessionKey {
        Objects.requireNonNull(peer, "peer");
        Objects.requireNonNull(instance, "instance");
        if (number < 1) {
            throw new IllegalArgumentException("number must be positive, but is " + number);
        }
    }

    /**
     * The key of what a handshake says.
     *
     * @param session the {@link #session()} of the dialler
     * @throws SessionException if that is no positive number
     */
    public static SessionKey of(SystemId peer, String instance, String session) throws SessionException {
        try {
            return new SessionKey(peer, instance, Long.parseLong(session));
        } catch (IllegalArgumentException e) {
            throw new SessionException("a session should be a number from 1, not " + shown(session));
        }
    }

    private static String shown(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }

    /** The session as a text for the handshake. */
    public String session() {
        return Long.toString(number);
    }

    /** Whether this session was begun by the same start of the same system, but before the other one. */
    boolean isOlderThan(SessionKey other) {
        return peer.equals(other.peer) && instance.equals(other.instance) && number < other.number;
    }
}
