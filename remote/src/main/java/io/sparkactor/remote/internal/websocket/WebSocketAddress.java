package io.sparkactor.remote.internal.websocket;

import io.sparkactor.spi.HostPort;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where a WebSocket is to be opened, without a look-up. Immutable; equal to one that leads to the same place.
 *
 * @param uri scheme in lower case, a port always, a path always
 */
record WebSocketAddress(URI uri) {

    private static final int PLAIN_PORT = 80;
    private static final int ENCRYPTED_PORT = 443;

    /** @param uri {@code ws} or {@code wss}, with a host, as the core has checked */
    static WebSocketAddress of(URI uri) {
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = scheme.equals("wss") ? ENCRYPTED_PORT : PLAIN_PORT;
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return new WebSocketAddress(URI.create(scheme + "://" + host + ":" + port + path + query));
    }

    /**
     * A host and a port, which are all that is said of a place.
     *
     * @throws IllegalArgumentException if the host cannot stand in a URI
     */
    static WebSocketAddress of(InetSocketAddress address, boolean encrypted) {
        try {
            return of(new URI(
                    encrypted ? "wss" : "ws", null, address.getHostString(), address.getPort(), "/", null, null));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "the host of " + HostPort.text(address) + " cannot stand in a URI; name it by its address", e);
        }
    }

    boolean encrypted() {
        return uri.getScheme().equals("wss");
    }

    /** Host and port, unresolved; IPv6 without brackets. */
    InetSocketAddress host() {
        String host = uri.getHost();
        return InetSocketAddress.createUnresolved(
                host.startsWith("[") ? host.substring(1, host.length() - 1) : host, uri.getPort());
    }

    @Override
    public String toString() {
        return uri.toString();
    }
}
