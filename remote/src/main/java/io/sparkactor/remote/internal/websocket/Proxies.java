package io.sparkactor.remote.internal.websocket;

import io.sparkactor.remote.internal.settings.HttpProxy;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Which proxy leads to a place: the one that was said, else the one that the JVM names for web pages there, as by {@code https.proxyHost}
 * and {@code http.nonProxyHosts}. Thread-safe.
 *
 * @param fixed the one that was said; null for none
 */
record Proxies(@Nullable HttpProxy fixed) {

    /** Null if nobody is in between. May ask code of the application. */
    @Nullable
    HttpProxy to(WebSocketAddress place) {
        if (fixed != null) {
            return fixed;
        }
        ProxySelector selector = ProxySelector.getDefault();
        if (selector == null) {
            return null;
        }
        URI page = URI.create((place.encrypted() ? "https://" : "http://")
                + place.uri().getRawAuthority()
                + place.uri().getRawPath());
        for (Proxy proxy : selector.select(page)) {
            if (proxy.type() == Proxy.Type.DIRECT) {
                return null;
            }
            if (proxy.type() == Proxy.Type.HTTP && proxy.address() instanceof InetSocketAddress address) {
                return new HttpProxy(address.getHostString(), address.getPort(), null, null);
            }
        }
        return null; // SOCKS alone, which is for plain sockets
    }
}
