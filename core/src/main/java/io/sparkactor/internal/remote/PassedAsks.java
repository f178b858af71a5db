package io.sparkactor.internal.remote;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The asks of other systems that were passed on to other systems, and have not ended: each can be found by an id here, for as long as the one
 * who asks has said, if he has. Thread-safe; nothing else is called under the monitor.
 */
final class PassedAsks {

    /** How many asks of one system are kept. */
    static final int MOST = 65_536;

    private final Map<SystemId, Set<RemoteAskRef>> asks = new HashMap<>();

    /** An ask is about to be passed on; false if its system has too many already. */
    synchronized boolean add(RemoteAskRef ask) {
        Set<RemoteAskRef> ofSystem = asks.computeIfAbsent(ask.systemId(), _ -> new HashSet<>());
        return ofSystem.size() < MOST && ofSystem.add(ask);
    }

    /** It has ended. */
    synchronized void remove(RemoteAskRef ask) {
        Set<RemoteAskRef> ofSystem = asks.get(ask.systemId());
        if (ofSystem != null && ofSystem.remove(ask) && ofSystem.isEmpty()) {
            asks.remove(ask.systemId());
        }
    }

    /** The session with a system is over. Where another leads there, who asks there may not hear of that. */
    void lost(SystemId system) {
        ofSystem(system).forEach(ask -> ask.askRefused(DeadLetterReason.UNACKNOWLEDGED));
    }

    private synchronized List<RemoteAskRef> ofSystem(SystemId system) {
        return List.copyOf(asks.getOrDefault(system, Set.of()));
    }
}
