package io.sparkactor.remote.internal.relay.settings;

import java.time.Duration;

/**
 * How long a relay waits for what. Immutable.
 *
 * @param handshake how long a connection may take until it is registered
 * @param heartbeat after which silence a client gets a ping; three times that is its end, and so is to take nothing for twice that
 * @param takeover how long a client without a secret has to answer a ping before somebody else gets its place
 * @param frame how long a client that is read may take for a frame
 * @param drain how long the end of the relay waits for what is on its way
 */
public record RelayTimes(Duration handshake, Duration heartbeat, Duration takeover, Duration frame, Duration drain) {

    /** What {@code Remote.relay()} begins with; the original waits 2 s for the answer to a registration. */
    public static final RelayTimes DEFAULT = new RelayTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(1),
            Duration.ofMinutes(1),
            Duration.ofSeconds(2));

    /** Checks the times. */
    public RelayTimes {
        check("handshake", handshake);
        check("heartbeat", heartbeat);
        check("takeover", takeover);
        check("frame", frame);
        check("drain", drain);
    }

    private static void check(String what, Duration time) {
        if (!time.isPositive()) {
            throw new IllegalArgumentException(what + " must be positive, not " + time);
        }
    }

    /** The same with another time for handshakes. */
    public RelayTimes withHandshake(Duration handshake) {
        return new RelayTimes(handshake, heartbeat, takeover, frame, drain);
    }

    /** The same with another period of pings. */
    public RelayTimes withHeartbeat(Duration heartbeat) {
        return new RelayTimes(handshake, heartbeat, takeover, frame, drain);
    }

    /** The same with another time for frames. */
    public RelayTimes withFrame(Duration frame) {
        return new RelayTimes(handshake, heartbeat, takeover, frame, drain);
    }

    /** The same with another time for the end. */
    public RelayTimes withDrain(Duration drain) {
        return new RelayTimes(handshake, heartbeat, takeover, frame, drain);
    }
}
