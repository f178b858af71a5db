package io.sparkactor.remote.internal.settings;

import org.jspecify.annotations.Nullable;

/**
 * A proxy that makes tunnels by the method CONNECT. Immutable.
 *
 * @param host its name or address
 * @param port where it listens
 * @param user whom it is to let through; null if it lets anybody
 * @param password of the user; null without one
 */
public record HttpProxy(
        String host,
        int port,
        @Nullable String user,
        @Nullable String password) {

    private static final int LAST_PORT = 65_535;

    /** Checks the parts. */
    public HttpProxy {
        if (host.isBlank()) {
            throw new IllegalArgumentException("the host of a proxy must not be blank");
        }
        if (port < 1 || port > LAST_PORT) {
            throw new IllegalArgumentException(
                    "the port of a proxy must be between 1 and " + LAST_PORT + ", not " + port);
        }
    }

    /** For people, without the password. */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
