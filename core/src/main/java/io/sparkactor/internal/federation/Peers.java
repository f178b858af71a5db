package io.sparkactor.internal.federation;

import io.sparkactor.SystemId;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The other members. Thread-safe; who is one is decided by the steward alone. */
final class Peers {

    private final Map<SystemId, Peer> peers = new ConcurrentHashMap<>();

    @Nullable
    Peer get(SystemId system) {
        return peers.get(system);
    }

    /** All, in the order of their ids: the same in each run. */
    List<Peer> all() {
        return peers.values().stream()
                .sorted(Comparator.comparing(peer -> peer.system().uuid()))
                .toList();
    }

    void put(Peer peer) {
        peers.put(peer.system(), peer);
    }

    /** Changes a member, if it is one; as it is then. */
    @Nullable
    Peer change(SystemId system, UnaryOperator<Peer> change) {
        return peers.computeIfPresent(system, (_, peer) -> change.apply(peer));
    }

    void remove(SystemId system) {
        peers.remove(system);
    }
}
