package io.sparkactor.remote;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.relay.RelayServer;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Set;

/**
 * A relay that runs: systems that cannot reach each other connect to it, and it hands their messages on without looking into them. Made by
 * {@link Remote#relay()}; needs no syndicate. Thread-safe.
 *
 * <p>It keeps nothing: a message for a system that is not there is refused to its sender, and so is one for a system that takes
 * less than comes for it.
 */
public final class WebSocketRelay implements AutoCloseable {

    private final RelayServer server;

    WebSocketRelay(RelayServer server) {
        this.server = server;
    }

    /** Where it listens. */
    public InetSocketAddress address() {
        return server.address();
    }

    /** What clients connect to: {@code ws://127.0.0.1:8765}, or {@code wss://…} with TLS. */
    public URI uri() {
        return server.uri();
    }

    /** The systems that are registered now. Others may be a moment later. */
    public Set<SystemId> connectedSystems() {
        return server.systems();
    }

    /** How it is doing, as its page {@code /metrics} says. */
    public RelayFigures figures() {
        return server.figures();
    }

    /**
     * Ends it. Nothing new is taken; what is on its way has the {@linkplain RelayConfig#drainTimeout time given for it}, then each client gets a
     * close frame. Blocks for that time and four seconds at most; may be called twice and by any thread.
     */
    @Override
    public void close() {
        server.close();
    }

    /** Where it is. */
    @Override
    public String toString() {
        return "WebSocketRelay(" + uri() + ")";
    }
}
