package io.sparkactor;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the way to one other system stands: a snapshot. Immutable.
 *
 * @param state whether it is there
 * @param address where the system is, {@code host:port}; where it has called us, as we see it
 * @param framesSent how many frames went out, over all connections
 * @param framesReceived how many came in
 * @param connectionsOpened how many connections were made
 * @param reconnectAttempts how many were tried since the last that succeeded
 * @param queued how many messages wait to go out
 * @param unacknowledged how many went out of which the other side has not yet said that it has them; 0 where it never says so
 * @param lastSuccess when a connection was made or used last
 * @param lastFailure what went wrong last, for people
 */
public record TransportHealth(
        ConnectionState state,
        String address,
        long framesSent,
        long framesReceived,
        long connectionsOpened,
        long reconnectAttempts,
        long queued,
        long unacknowledged,
        Optional<Instant> lastSuccess,
        Optional<String> lastFailure) {

    /** Checks the parts. */
    public TransportHealth {
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(address, "address");
        Objects.requireNonNull(lastSuccess, "lastSuccess");
        Objects.requireNonNull(lastFailure, "lastFailure");
    }
}
