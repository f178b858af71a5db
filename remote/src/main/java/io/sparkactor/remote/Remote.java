package io.sparkactor.remote;

import io.sparkactor.remote.internal.relay.settings.RelaySettings;
import io.sparkactor.remote.internal.settings.WebSocketSettings;
import io.sparkactor.remote.internal.tcp.TcpSettings;

/** The ways in which a syndicate can talk to other systems. Stateless. */
public final class Remote {

    private Remote() {}

    /**
     * TCP, as the Python original speaks it; with other Java systems more, by agreement: replies need no way back, what was cut off is
     * resumed, and whoever waits is told of failures.
     *
     * <p>Listens on 127.0.0.1, on any port that is free, without a secret, until told otherwise.
     */
    public static TcpRemote tcp() {
        return new TcpRemote(TcpSettings.DEFAULT);
    }

    /**
     * WebSocket, which passes where nothing but HTTP does: {@code ws://}, and with TLS {@code wss://}. With other Java systems all is as
     * over {@link #tcp}; with the Python original, answers come back over the connection by which the question went.
     *
     * <p>Listens on 127.0.0.1, on any port that is free, without a secret, until told otherwise. {@code connect("host:port")} calls others
     * over WebSocket too.
     */
    public static WebSocketRemote webSocket() {
        return new WebSocketRemote(TcpSettings.DEFAULT.withWeb(WebSocketSettings.DEFAULT.listening()));
    }

    /**
     * A relay for systems that cannot reach each other, as the Python original has one. It is a program of its own, or part of one, and no
     * way of a syndicate: {@code try (WebSocketRelay relay = Remote.relay().start()) …}
     *
     * <p>Listens on 127.0.0.1, on any port that is free, without a secret, until told otherwise.
     */
    public static RelayConfig relay() {
        return new RelayConfig(RelaySettings.DEFAULT);
    }
}
