package io.sparkactor.internal.remote;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which URIs lead to another system, or to a relay. Stateless. */
final class WebSocketUris {

    private static final int LAST_PORT = 65_535;
    private static final int NO_PORT = -1;

    private WebSocketUris() {}

    /**
     * Refuses what is no {@code ws://} or {@code wss://} with a host. What stands for somebody's password is not repeated.
     *
     * @param parameter what it is called where it was given
     */
    static void check(String parameter, URI uri) {
        Objects.requireNonNull(uri, parameter);
        if (!isWebSocket(uri.getScheme())) {
            throw refused(parameter, "begins with ws:// or wss://", "the scheme " + uri.getScheme());
        }
        String authority = uri.getRawAuthority();
        if (authority != null && authority.indexOf('@') >= 0) { // also where Java finds neither a user nor a host in it
            throw refused(
                    parameter,
                    "has no user and no password, as nobody would look at them; use a secret",
                    "one that has");
        }
        if (uri.getHost() == null) {
            throw refused(
                    parameter, "names a host, IPv6 in brackets: ws://host:port or ws://[::1]:port", uri.toString());
        }
        if (uri.getPort() != NO_PORT && (uri.getPort() < 1 || uri.getPort() > LAST_PORT)) {
            throw refused(parameter, "has a port from 1 to " + LAST_PORT, uri.toString());
        }
        if (uri.getRawFragment() != null) {
            throw refused(
                    parameter, "has no fragment, as that is never sent: leave away what begins with #", uri.toString());
        }
    }

    private static boolean isWebSocket(@Nullable String scheme) {
        return "ws".equalsIgnoreCase(scheme) || "wss".equalsIgnoreCase(scheme);
    }

    private static IllegalArgumentException refused(String parameter, String rule, String but) {
        return new IllegalArgumentException(parameter + " must be a URI that " + rule + ", not " + but);
    }
}
