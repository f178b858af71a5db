package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ConnectionState;
import io.sparkactor.RemoteException;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.Certificates;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.spi.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Encrypted connections, with certificates that are made by the JDK's own tool. */
class TlsTest extends TransportTest {

    @TempDir
    static Path folder;

    private static KeyStore ours = Certificates.empty();
    private static KeyStore strangers = Certificates.empty();
    private static KeyStore elsewhere = Certificates.empty();

    @BeforeAll
    static void makeCertificates() throws Exception {
        ours = Certificates.make(folder, "ours", "ip:127.0.0.1,dns:localhost");
        strangers = Certificates.make(folder, "strangers", "ip:127.0.0.1,dns:localhost");
        elsewhere = Certificates.make(folder, "elsewhere", "ip:127.0.0.2");
    }

    /** Threads that have looked at certificates in this test. */
    private final Set<String> looking = ConcurrentHashMap.newKeySet();

    private TcpSettings tls(KeyStore own, KeyStore trusted) throws GeneralSecurityException, IOException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.showing(own), watched(Certificates.trusting(trusted)), null);
        return SESSIONS.withTls(Tls.of(context));
    }

    /** The same, and it is kept which threads look at certificates. */
    private TrustManager[] watched(TrustManager[] managers) {
        var usual = (X509ExtendedTrustManager) managers[0];
        return new TrustManager[] {new WatchedTrust(usual, thread -> looking.add(thread.getName()))};
    }

    private static String address(FakeHome home) {
        return HostPort.text(home.transport().address());
    }

    @Test
    void messagesComeInTheirOrder() throws Exception {
        FakeHome left = home(tls(ours, ours));
        FakeHome right = home(tls(ours, ours));
        connect(left, right);

        for (int i = 0; i < 1_000; i++) {
            left.send(right.actor("a"), i);
        }

        for (int i = 0; i < 1_000; i++) {
            assertThat(right.next().content()).isEqualTo(i);
        }
    }

    @Test
    void handshakesAreComputedOffTheLoop() throws Exception {
        FakeHome left = home(tls(ours, ours));
        FakeHome right = home(tls(ours, ours));
        looking.clear();
        connect(left, right);

        assertThat(looking).containsExactlyInAnyOrder("spark-tls-" + left.name(), "spark-tls-" + right.name());
    }

    @Test
    void manyHandshakesAtOnceAllSucceed() throws Exception {
        FakeHome right = home(tls(ours, ours));
        List<FakeHome> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(home(tls(ours, ours)));
        }
        callers.forEach(caller ->
                caller.transport().connect(right.systemId(), right.transport().address()));
        for (FakeHome caller : callers) {
            caller.send(right.actor("a"), caller.name());
        }
        for (int i = 0; i < 20; i++) {
            assertThat(right.next().content()).isInstanceOf(String.class);
        }
    }

    @Test
    void nothingIsReadableOnTheWire() throws Exception {
        FakeHome left = home(tls(ours, ours));
        FakeHome right = home(tls(ours, ours));
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        left.transport().connect(right.systemId(), wire.address());

        left.send(right.actor("a"), "not for everybody").settled();

        String recorded = new String(wire.recorded(), java.nio.charset.StandardCharsets.ISO_8859_1);
        assertThat(recorded)
                .isNotEmpty()
                .doesNotContain("not for everybody")
                .doesNotContain(left.systemId().uuid());
    }

    @Test
    void whoeverShowsACertificateThatIsNotTrustedIsKeptOut() throws Exception {
        FakeHome right = home(tls(ours, ours));
        FakeHome stranger = home(tls(strangers, ours));

        stranger.transport().connect(right.systemId(), right.transport().address());
        FakeMessage message = stranger.send(right.actor("a"), "hi");

        assertThatThrownBy(() -> stranger.transport().connect(address(right))).isInstanceOf(RemoteException.class);
        assertThat(stranger.states).doesNotContain(ConnectionState.CONNECTED);
        assertThat(right.received).isEmpty();
        assertThat(message.outcome()).isNull();
    }

    /** Of each connection, as those who dial try again and again. */
    @Test
    void whoeverIsNotAgreedWithIsCountedOnce() throws Exception {
        SSLContext untrusted = SSLContext.getInstance("TLS");
        untrusted.init(Certificates.showing(strangers), Certificates.trusting(ours), null);
        for (FakeHome right : List.of(home(tls(ours, ours)), home(web(tls(ours, ours))))) {
            InetSocketAddress port = right.transport().address();
            try (var stranger =
                    (SSLSocket) untrusted.getSocketFactory().createSocket(port.getAddress(), port.getPort())) {
                assertThatThrownBy(() -> {
                            stranger.startHandshake();
                            stranger.getInputStream().read();
                        })
                        .isInstanceOf(IOException.class);
            }
            refusedExactly(right, Map.of(TransportRefusal.TLS, 1L));
            try (var plain = new Socket(port.getAddress(), port.getPort())) {
                plain.getOutputStream().write("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                plain.getInputStream().readAllBytes();
            }
            refusedExactly(right, Map.of(TransportRefusal.TLS, 2L));
        }
    }

    @Test
    void anAcceptorThatIsNotTrustedIsNotTalkedTo() throws Exception {
        FakeHome right = home(tls(strangers, ours));
        FakeHome left = home(tls(ours, ours));

        assertThatThrownBy(() -> left.transport().connect(address(right)))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("PKIX");
        refusedExactly(left, Map.of(TransportRefusal.TLS, 1L));
    }

    @Test
    void aCertificateForAnotherHostIsNotTalkedTo() throws Exception {
        FakeHome right = home(tls(elsewhere, ours));
        FakeHome left = home(tls(ours, elsewhere));

        assertThatThrownBy(() -> left.transport().connect(address(right)))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("127.0.0.1");
        assertThat(right.received).isEmpty();
    }

    @Test
    void tlsOnOneSideAloneIsNoConnection() throws Exception {
        FakeHome secured = home(tls(ours, ours));
        FakeHome plain = home(SESSIONS);

        assertThatThrownBy(() -> plain.transport().connect(address(secured))).isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> secured.transport().connect(address(plain))).isInstanceOf(RemoteException.class);
    }

    @Test
    void webSocketsAreEncryptedAsWell() throws Exception {
        FakeHome right = home(web(tls(ours, ours)));
        FakeHome left = home(tls(ours, ours));
        URI uri = right.transport().uri().orElseThrow();

        assertThat(uri.getScheme()).isEqualTo("wss");
        assertThat(left.transport().connect(uri).peer()).isEqualTo(right.systemId());
        left.send(right.actor("a"), "hi");
        assertThat(right.next().content()).isEqualTo("hi");
        assertThatThrownBy(() -> home(SESSIONS).transport().connect(uri))
                .as("whom the JVM does not know")
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("PKIX");
        assertThatThrownBy(() -> home(tls(strangers, ours)).transport().connect(uri))
                .as("a certificate of ours that is not trusted there")
                .isInstanceOf(RemoteException.class);
    }

    @Test
    void aCertificateForAnotherHostIsNotTalkedToOverWebSocketEither() throws Exception {
        FakeHome right = home(web(tls(elsewhere, ours)));
        FakeHome left = home(tls(ours, elsewhere));

        assertThatThrownBy(
                        () -> left.transport().connect(right.transport().uri().orElseThrow()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("127.0.0.1");
        refusedExactly(left, Map.of(TransportRefusal.TLS, 1L));
    }

    @Test
    void callersMayNeedNoCertificate() throws Exception {
        FakeHome right = home(web(tls(ours, ours)).withoutCallersCertificates());
        FakeHome left = home(tls(strangers, ours));

        left.transport().connect(right.systemId(), right.transport().uri().orElseThrow());
        left.send(right.actor("a"), "hi");

        assertThat(right.next().content()).isEqualTo("hi");
        TcpSettings toAll = web(tls(ours, ours)).withoutCallersCertificates().withHost("0.0.0.0");
        assertThatThrownBy(() -> home(toAll))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("secret");
        assertThat(home(toAll.withSecret(SECRET)).transport().address().getPort())
                .isPositive();
    }

    @Test
    void filesDoAsWell() throws Exception {
        Path certificate = Certificates.certificateFile(folder, ours);
        TcpSettings settings = SESSIONS.withTls(Tls.of(certificate, Certificates.keyFile(folder, ours), certificate));
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);

        left.send(right.actor("a"), "hi");

        assertThat(right.next().content()).isEqualTo("hi");
    }

    @Test
    void filesThatAreNoneAreSaid() throws IOException {
        Path nothing = Files.createFile(folder.resolve("nothing.pem"));

        assertThatThrownBy(() -> Tls.of(nothing, nothing, nothing))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("nothing.pem");
    }

    @Test
    void aListenerWithTlsMayBeReachedByAll() throws Exception {
        List<String> hosts = List.of("0.0.0.0");

        assertThat(home(tls(ours, ours).withHost(hosts.getFirst()))
                        .transport()
                        .address()
                        .getPort())
                .isPositive();
    }
}
