package io.sparkactor.remote.internal.settings;

import java.time.Duration;

/**
 * How long a transport waits for what. Immutable.
 *
 * @param handshake how long a connection may take until both sides have agreed
 * @param heartbeat how often this side of a session says that it lives; the other side takes three times that for its end
 * @param session how long a session outlives the connection that carried it
 * @param firstPause how long to pause before a second attempt to connect
 * @param longestPause how long to pause at most
 */
public record RemoteTimes(
        Duration handshake, Duration heartbeat, Duration session, Duration firstPause, Duration longestPause) {

    /** What {@code Remote.tcp()} begins with. */
    public static final RemoteTimes DEFAULT = new RemoteTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMillis(50),
            Duration.ofSeconds(2));

    /** Checks the times. */
    public RemoteTimes {
        check("the time for a handshake", handshake);
        check("the time between heartbeats", heartbeat);
        check("the time that a session is kept", session);
        check("the first pause", firstPause);
        check("the longest pause", longestPause);
        if (longestPause.compareTo(firstPause) < 0) {
            throw new IllegalArgumentException(
                    "the longest pause, " + longestPause + ", must not be shorter than the first, " + firstPause);
        }
    }

    private static void check(String what, Duration time) {
        if (time.toNanos() <= 0) {
            throw new IllegalArgumentException(what + " must be positive, not " + time);
        }
    }

    /** The same with another time for handshakes. */
    public RemoteTimes withHandshake(Duration handshake) {
        return new RemoteTimes(handshake, heartbeat, session, firstPause, longestPause);
    }

    /** The same with another time between heartbeats. */
    public RemoteTimes withHeartbeat(Duration heartbeat) {
        return new RemoteTimes(handshake, heartbeat, session, firstPause, longestPause);
    }

    /** The same with another time that sessions are kept. */
    public RemoteTimes withSession(Duration session) {
        return new RemoteTimes(handshake, heartbeat, session, firstPause, longestPause);
    }

    /** The same with other pauses. */
    public RemoteTimes withPauses(Duration firstPause, Duration longestPause) {
        return new RemoteTimes(handshake, heartbeat, session, firstPause, longestPause);
    }
}
