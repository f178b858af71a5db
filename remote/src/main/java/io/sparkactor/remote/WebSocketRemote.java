package io.sparkactor.remote;

import io.sparkactor.remote.internal.tcp.TcpSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * WebSocket, and what may be said about it: {@code c.remote(Remote.webSocket().host("0.0.0.0").port(443).tls(…))}. Immutable.
 *
 * <p>With TLS it listens for {@code wss}. Over WebSocket the Python original does not know the {@link #secret(String) secret}, so where there
 * is one it is refused, see {@link #allowUnauthenticatedPython}.
 */
public final class WebSocketRemote extends RemoteOptions<WebSocketRemote> {

    WebSocketRemote(TcpSettings settings) {
        super(settings);
    }

    @Override
    WebSocketRemote with(TcpSettings other) {
        return new WebSocketRemote(other);
    }

    /**
     * Lets web pages connect that come from certain places, as {@code https://app.example.com}, in whatever browser they are open. Adds to
     * what was allowed before; default: none, so that a page which somebody happens to look at cannot talk to what listens on his machine.
     *
     * @param origins scheme, host, and the port if it is not the usual one
     * @throws IllegalArgumentException if one is no origin: with a path, say, or {@code null}, which many pages share
     */
    public WebSocketRemote allowOrigins(String... origins) {
        List<String> all = new ArrayList<>(settings().web().origins());
        all.addAll(List.of(origins));
        return with(settings().withWeb(settings().web().withOrigins(all)));
    }

    /**
     * With {@link #tls(javax.net.ssl.SSLContext) TLS}, those who call need not show a certificate, as browsers and the Python original have
     * none; this system shows its own all the same. For any host but 127.0.0.1 a {@link #secret(String) secret} is then needed. Default:
     * they must.
     */
    public WebSocketRemote callersNeedNoCertificate() {
        return with(settings().withoutCallersCertificates());
    }
}
