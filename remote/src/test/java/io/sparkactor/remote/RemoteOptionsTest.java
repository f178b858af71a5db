package io.sparkactor.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.RemoteException;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.Certificates;
import io.sparkactor.remote.internal.websocket.ConnectProxy;
import io.sparkactor.remote.relay.RawSocket;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said by an option is what systems do; what the settings behind it mean is shown where those are. */
@Timeout(60)
class RemoteOptionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    private static Syndicate open(String name, RemoteOptions<?> remote) {
        return Syndicate.open(name + "-options", c -> c.remote(remote));
    }

    private static URI uri(Syndicate of) {
        return of.remoteUri().orElseThrow();
    }

    private static ActorRef<Object> echo(Syndicate there, Syndicate here) {
        var echo = there.createActor(Object.class, (_, message) -> message.reply(message.content()));
        return here.ref(echo.id(), Object.class);
    }

    private static void talk(Syndicate here, Syndicate there) {
        assertThat(echo(there, here).ask("hi", String.class, PATIENCE)).isEqualTo("hi");
    }

    private static String address(Syndicate of) {
        return "127.0.0.1:" + of.remoteAddress().getPort();
    }

    @Test
    void aProxyIsTakenForWebSockets() throws Exception {
        try (var proxy = new ConnectProxy("");
                Syndicate right = open("right", Remote.webSocket());
                Syndicate left = open(
                        "left", Remote.tcp().proxy("127.0.0.1", proxy.address().getPort()))) {
            left.connectUri(uri(right));

            talk(left, right);
            assertThat(proxy.asked()).isNotEmpty();
        }
    }

    @Test
    void aProxyIsToldWhoAsks() throws Exception {
        try (var proxy = new ConnectProxy("Basic bWU6aGlkZGVu"); // me:hidden
                Syndicate right = open("right", Remote.webSocket());
                Syndicate left = open(
                        "left",
                        Remote.webSocket().proxy("127.0.0.1", proxy.address().getPort(), "me", "hidden"))) {
            left.connectUri(uri(right));

            talk(left, right);
        }
    }

    /** With the usual pauses, which grow to two seconds, so many calls would take a quarter of a minute. */
    @Test
    void whoIsAwayIsCalledAgainBehindThePausesThatWereSaid() throws Exception {
        var calls = new AtomicInteger();
        Duration pause = Duration.ofMillis(20);
        try (var away = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
                Syndicate left = open("left", Remote.tcp().reconnect(pause, pause))) {
            Thread.ofVirtual().start(() -> closeEachCaller(away, calls));
            left.connect(SystemId.ofName("away"), (InetSocketAddress) away.getLocalSocketAddress());

            Await.until("twenty calls", PATIENCE, () -> calls.get() >= 20);
        }
    }

    private static void closeEachCaller(ServerSocket server, AtomicInteger calls) {
        try {
            while (true) {
                server.accept().close();
                calls.incrementAndGet();
            }
        } catch (IOException e) {
            // The test is over.
        }
    }

    @Test
    void whatIsLongerThanAMessageMayBeIsRefused() {
        try (Syndicate right = open("right", Remote.tcp());
                Syndicate left = open("left", Remote.tcp().maxFrameBytes(10_000))) {
            left.connect(right.systemId(), right.remoteAddress());
            ActorRef<Object> far = echo(right, left);

            assertThat(far.tell(new byte[10_001])).isEqualTo(new Delivery.Refused(DeadLetterReason.NOT_ENCODABLE));
            assertThat(far.ask(new byte[5_000], byte[].class, PATIENCE)).hasSize(5_000);
        }
    }

    @Test
    void aSecretOfBytesIsThatOfTheirTextAndIsCopied() {
        byte[] bytes = "geheim – 秘密".getBytes(UTF_8);
        RelayConfig config = Remote.relay().secret(bytes);
        TcpRemote remote = Remote.tcp().secret(bytes);
        Arrays.fill(bytes, (byte) 0);
        try (Syndicate right = open("right", remote);
                Syndicate left = open("left", Remote.tcp().secret("geheim – 秘密"));
                Syndicate other = open("other", Remote.tcp().secret(bytes));
                WebSocketRelay relay = config.start()) {
            left.connect(address(right));
            talk(left, right);
            assertThatThrownBy(() -> other.connect(address(right)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("secret");
            assertThat(left.connectRelay(relay.uri(), "geheim – 秘密").awaitConnected(PATIENCE))
                    .isTrue();
        }
    }

    @Test
    void tlsOfFilesIsShownAndAskedFor() throws Exception {
        KeyStore ours = Certificates.make(folder, "ours", "ip:127.0.0.1");
        Path certificate = Certificates.certificateFile(folder, ours);
        TcpRemote tls = Remote.tcp().tls(certificate, Certificates.keyFile(folder, ours), certificate);
        try (Syndicate right = open("right", tls);
                Syndicate left = open("left", tls);
                Syndicate plain = open("plain", Remote.tcp())) {
            left.connect(address(right));
            talk(left, right);
            assertThatThrownBy(() -> plain.connect(address(right))).isInstanceOf(RemoteException.class);
        }
    }

    @Test
    void pagesOfTheOriginsThatWereNamedMayConnect() throws Exception {
        WebSocketRemote remote =
                Remote.webSocket().allowOrigins("https://one.example").allowOrigins("https://two.example");
        try (Syndicate right = open("right", remote)) {
            assertThat(answerToPageOf("https://one.example", right)).startsWith("HTTP/1.1 101 ");
            assertThat(answerToPageOf("https://two.example", right)).startsWith("HTTP/1.1 101 ");
            assertThat(answerToPageOf("https://three.example", right)).startsWith("HTTP/1.1 403 ");
        }
    }

    private static String answerToPageOf(String origin, Syndicate at) throws IOException {
        try (var page = new RawSocket(at.remoteAddress())) {
            return page.asked("/", RawSocket.upgrade("Origin: " + origin + "\r\n"))
                    .readHead();
        }
    }

    @Test
    void callersNeedACertificateUnlessItIsSaidThatTheyDoNot() throws Exception {
        KeyStore ours = Certificates.make(folder, "ours", "ip:127.0.0.1");
        KeyStore strangers = Certificates.make(folder, "strangers", "ip:127.0.0.1");
        WebSocketRemote strict = Remote.webSocket().tls(tls(ours, ours));
        try (Syndicate closed = open("closed", strict);
                Syndicate right = open("right", strict.callersNeedNoCertificate());
                Syndicate stranger = open("stranger", Remote.tcp().tls(tls(strangers, ours)))) {
            assertThatThrownBy(() -> stranger.connectUri(uri(closed))).isInstanceOf(RemoteException.class);
            stranger.connectUri(uri(right));
            talk(stranger, right);
        }
    }

    private static SSLContext tls(KeyStore own, KeyStore trusted) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(Certificates.showing(own), Certificates.trusting(trusted), null);
        return context;
    }
}
