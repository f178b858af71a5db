package io.sparkactor.benchmarks.remote;

import io.sparkactor.remote.Remote;
import io.sparkactor.remote.RemoteOptions;
import java.net.URI;

/** The ways between two Spark systems that {@link io.sparkactor.benchmarks.TunnelMessages} compares; all with the same secret. Immutable. */
public enum Way {
    /** Straight over TCP. */
    TCP("straight, TCP"),
    /** Straight over WebSocket. */
    WEB_SOCKET("straight, WebSocket"),
    /** Through the relay. */
    RELAY("by the relay"),
    /** Through the relay, which cannot read it. */
    ENCRYPTED("by the relay, encrypted");

    private static final String SECRET = "of the two systems";

    private final String text;

    Way(String text) {
        this.text = text;
    }

    /** The way in words. */
    public String text() {
        return text;
    }

    /** Whether it takes a relay. */
    boolean isByRelay() {
        return this == RELAY || this == ENCRYPTED;
    }

    /** How systems go this way; the URI is that of the relay, and any where the way takes none. */
    Road road(URI relay) {
        return switch (this) {
            case TCP -> new Road.Tcp(options(Remote.tcp()));
            case WEB_SOCKET -> new Road.WebSocket(options(Remote.webSocket()));
            case RELAY -> new Road.Relayed(options(Remote.tcp()), relay);
            case ENCRYPTED -> new Road.Relayed(options(Remote.tcp()).encrypt(), relay);
        };
    }

    private static RemoteOptions<?> options(RemoteOptions<?> transport) {
        return SparkMessages.allowed(transport).secret(SECRET);
    }
}
