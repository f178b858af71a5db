package io.sparkactor.spi;

import java.net.InetSocketAddress;
import java.util.Objects;

/** Addresses as texts, as users give them and transports read them. Stateless. */
public final class HostPort {

    private static final int LAST_PORT = 65_535;

    private HostPort() {}

    /**
     * Reads {@code host:port} or {@code [::1]:port}; the host is not looked up.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static InetSocketAddress parse(String text) {
        int colon = Objects.requireNonNull(text, "text").lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        if (bracketed) {
            host = host.substring(1, host.length() - 1);
        }
        if (host.isBlank() || host.indexOf(':') >= 0 && !bracketed) {
            throw malformed(text);
        }
        try {
            int port = Integer.parseInt(text, colon + 1, text.length(), 10);
            if (port >= 1 && port <= LAST_PORT) {
                return InetSocketAddress.createUnresolved(host, port);
            }
        } catch (NumberFormatException e) {
            // Told below.
        }
        throw malformed(text);
    }

    private static IllegalArgumentException malformed(String text) {
        return new IllegalArgumentException(
                "an address must be host:port with a port from 1 to 65535, IPv6 as [::1]:port, not " + text);
    }

    /** The text of an address, as it was given, without a look-up. */
    public static String text(InetSocketAddress address) {
        String host = address.getHostString();
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + address.getPort();
    }
}
