package io.sparkactor.remote.internal.link;

import io.sparkactor.SystemId;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The ids of the last messages of each peer that speaks as the original does, so that one which comes twice is handled once. Bounded in
 * every direction. Confined to the loop.
 */
public final class RecentIds {

    /** As many as the original remembers. */
    static final int IDS = 1_024;

    private static final int PEERS = 256;

    /** A UUID has 36 characters; what is much longer is not kept, and so may come twice. */
    private static final int LONGEST_ID = 128;

    private final Map<SystemId, Set<String>> byPeer = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<SystemId, Set<String>> eldest) {
            return size() > PEERS;
        }
    };

    /** Whether an id of a peer is new; from now on it is not. */
    public boolean add(SystemId peer, String id) {
        if (id.length() > LONGEST_ID) {
            return true;
        }
        Set<String> ids = byPeer.computeIfAbsent(peer, _ -> new LinkedHashSet<>());
        if (!ids.add(id)) {
            return false;
        }
        if (ids.size() > IDS) {
            ids.remove(ids.iterator().next());
        }
        return true;
    }
}
