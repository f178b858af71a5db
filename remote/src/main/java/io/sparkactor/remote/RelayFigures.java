package io.sparkactor.remote;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a {@link WebSocketRelay} is doing. Immutable.
 *
 * @param connections how many connections are open now
 * @param systems how many systems are registered now
 * @param acceptedConnections how many connections were accepted since it started
 * @param registrations how many registrations were accepted since it started
 * @param frames how many envelopes were handed on
 * @param bytes how many bytes they had, with their headers
 * @param bytesInFlight how many bytes it keeps now: what waits for clients, and frames that have not come to their end
 * @param refusals how often something was refused, by reason, as in the metrics; reasons that never occurred are 0
 */
public record RelayFigures(
        int connections,
        int systems,
        long acceptedConnections,
        long registrations,
        long frames,
        long bytes,
        long bytesInFlight,
        Map<String, Long> refusals) {

    /** Copies the map. */
    public RelayFigures {
        refusals = Collections.unmodifiableMap(new LinkedHashMap<>(refusals));
    }
}
