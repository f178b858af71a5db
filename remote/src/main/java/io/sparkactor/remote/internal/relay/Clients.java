package io.sparkactor.remote.internal.relay;

import io.sparkactor.SystemId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who is there. Changed on the loop; the systems are read by any thread. */
final class Clients {

    private final Map<SystemId, Client> bySystem = new ConcurrentHashMap<>();
    private final Set<Client> all = new HashSet<>();
    private volatile boolean closing;

    /** One that has opened its WebSocket, and not registered yet. */
    void add(Client client) {
        all.add(client);
    }

    /**
     * One is there for a system from now on.
     *
     * @return whoever was before; null if nobody was
     */
    @Nullable
    Client register(SystemId system, Client client) {
        return bySystem.put(system, client);
    }

    /** The one that is there for a system; null if nobody is. */
    @Nullable
    Client of(SystemId system) {
        return bySystem.get(system);
    }

    /** One is no longer there, if it was. */
    void remove(Client client) {
        all.remove(client);
        SystemId system = client.system();
        if (system != null) {
            bySystem.remove(system, client);
        }
    }

    List<Client> all() {
        return List.copyOf(all);
    }

    Set<SystemId> systems() {
        return Set.copyOf(bySystem.keySet());
    }

    int registered() {
        return bySystem.size();
    }

    /** From now on nothing new begins. Called by any thread. */
    void beginClosing() {
        closing = true;
    }

    boolean isClosing() {
        return closing;
    }
}
