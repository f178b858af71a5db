package io.sparkactor.remote.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.RemoteException;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.settings.HttpProxy;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

/** WebSockets by way of a proxy. */
class ProxyTest extends TransportTest {

    /** {@code me:hidden} in Base64. */
    private static final String CREDENTIALS = "Basic bWU6aGlkZGVu";

    private static TcpSettings by(InetSocketAddress proxy, String user, String password) {
        return SESSIONS.withWeb(
                SESSIONS.web().withProxy(new HttpProxy(proxy.getHostString(), proxy.getPort(), user, password)));
    }

    private static void passes(FakeHome from, FakeHome to) throws InterruptedException {
        from.send(to.actor("a"), "hi");
        assertThat(to.next().content()).isEqualTo("hi");
    }

    @Test
    void theProxyIsAskedForATunnelAndToldWhoAsks() throws Exception {
        var proxy = closing(new ConnectProxy(CREDENTIALS));
        FakeHome right = home(web(SESSIONS));
        FakeHome left = home(by(proxy.address(), "me", "hidden"));
        URI uri = right.transport().uri().orElseThrow();

        assertThat(left.transport().connect(uri).peer()).isEqualTo(right.systemId());

        passes(left, right);
        assertThat(proxy.asked())
                .isNotEmpty()
                .allSatisfy(head -> assertThat(head)
                        .startsWith("CONNECT " + uri.getRawAuthority() + " HTTP/1.1\r\n")
                        .contains(CREDENTIALS));
    }

    @Test
    void aProxyThatDoesNotLetUsThroughIsSaid() throws Exception {
        var proxy = closing(new ConnectProxy(CREDENTIALS));
        FakeHome right = home(web(SESSIONS));
        FakeHome left = home(by(proxy.address(), "me", "wrong"));

        assertThatThrownBy(
                        () -> left.transport().connect(right.transport().uri().orElseThrow()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("407")
                .hasMessageNotContaining("wrong");
    }

    @Test
    void theProxyThatTheJvmNamesIsTaken() throws Exception {
        var proxy = closing(new ConnectProxy(""));
        FakeHome right = home(web(SESSIONS));
        FakeHome left = home(SESSIONS);
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new Always(new Proxy(Proxy.Type.HTTP, proxy.address())));
        closing(() -> ProxySelector.setDefault(before));

        left.transport().connect(right.systemId(), right.transport().uri().orElseThrow());

        passes(left, right);
        assertThat(proxy.asked()).isNotEmpty();
    }

    @Test
    void noProxyIsTakenForTcp() throws Exception {
        var proxy = closing(new ConnectProxy(""));
        FakeHome right = home(SESSIONS);
        FakeHome left = home(by(proxy.address(), "me", "hidden"));

        connect(left, right);

        passes(left, right);
        assertThat(proxy.asked()).isEmpty();
    }

    /** Names one proxy for everything. */
    private static final class Always extends ProxySelector {

        private final Proxy proxy;

        Always(Proxy proxy) {
            this.proxy = proxy;
        }

        @Override
        public List<Proxy> select(URI uri) {
            return List.of(proxy);
        }

        @Override
        public void connectFailed(URI uri, SocketAddress address, IOException failure) {
            throw new AssertionError(failure);
        }
    }
}
