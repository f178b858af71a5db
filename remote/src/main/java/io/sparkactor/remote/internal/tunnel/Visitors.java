package io.sparkactor.remote.internal.tunnel;

import io.sparkactor.SystemId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the tunnels that others open to us. A peer needs one, and for a moment two where it comes back before we have seen that it was cut
 * off; so beyond a few its oldest ends, which harms nobody else. Confined to the loop.
 */
final class Visitors {

    /** How many tunnels one peer may have opened. */
    static final int MOST_OF_PEER = 4;

    /** How many may be there, of all peers together, that have not shown yet that they know the secret. */
    static final int MOST_STRANGERS = 256;

    private final int most;
    private final Map<SystemId, Deque<Tunnel>> byPeer = new HashMap<>();
    private final Set<Tunnel> strangers = new HashSet<>();
    private int count;

    /** @param most how many there may be in all */
    Visitors(int most) {
        this.most = most;
    }

    /** Why there is no place for another one; null if there is. */
    @Nullable
    String refusal() {
        if (count >= most) {
            return "there are as many tunnels as may be";
        }
        return strangers.size() >= MOST_STRANGERS ? "too many tunnels are being opened" : null;
    }

    /** One was opened; returns one of the same peer that is to end for it, or null. */
    @Nullable
    Tunnel came(Tunnel tunnel) {
        count++;
        strangers.add(tunnel);
        Deque<Tunnel> own = byPeer.computeIfAbsent(tunnel.peer(), _ -> new ArrayDeque<>());
        own.add(tunnel);
        return own.size() > MOST_OF_PEER ? own.peekFirst() : null;
    }

    /** Its other end has shown that it knows the secret, if there is one. */
    void agreed(Tunnel tunnel) {
        strangers.remove(tunnel);
    }

    /** One is gone, of those or of others. */
    void left(Tunnel tunnel) {
        strangers.remove(tunnel);
        Deque<Tunnel> own = byPeer.get(tunnel.peer());
        if (own != null && own.remove(tunnel)) {
            count--;
            if (own.isEmpty()) {
                byPeer.remove(tunnel.peer());
            }
        }
    }
}
