package io.sparkactor.remote.internal.parts;

import io.sparkactor.SystemId;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The figures of all peers. Bounded, as anybody may call himself anything where there is no secret. Thread-safe. */
public final class Figures {

    private static final int MOST = 1_000;

    private final RuntimeHooks hooks;
    private final Map<SystemId, PeerFigures> byPeer = new ConcurrentHashMap<>();

    Figures(RuntimeHooks hooks) {
        this.hooks = hooks;
    }

    /** Those of one peer, the same over all its connections; beyond the bound, figures that nobody reads. */
    public PeerFigures of(SystemId peer) {
        PeerFigures known = byPeer.get(peer);
        if (known != null) {
            return known;
        }
        return byPeer.size() < MOST
                ? byPeer.computeIfAbsent(peer, _ -> new PeerFigures(hooks))
                : new PeerFigures(hooks);
    }

    public Map<SystemId, PeerFigures> all() {
        return byPeer;
    }
}
