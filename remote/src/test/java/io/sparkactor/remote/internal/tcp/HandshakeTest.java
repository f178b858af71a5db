package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ConnectionState;
import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.HelloCodec;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.spi.HostPort;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is not welcome, and what both sides learn of it. */
class HandshakeTest extends TransportTest {

    private static final TcpSettings HURRIED =
            SESSIONS.withTimes(SESSIONS.times().withHandshake(Duration.ofMillis(500)));
    private static final SystemId RAW = SystemId.ofName("raw");

    private static String text(InetSocketAddress address) {
        return HostPort.text(address);
    }

    private ServerSocket silentServer() throws IOException {
        return closing(new ServerSocket(0, 10, InetAddress.getLoopbackAddress()));
    }

    @Test
    void whoeverIsCalledByAddressIsKnownAfterwards() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);

        var connection = left.transport().connect(text(right.transport().address()));

        assertThat(connection.peer()).isEqualTo(right.systemId());
        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
    }

    @Test
    void nobodyThereIsSaidWithTheAddress() throws IOException {
        InetSocketAddress nobody = deserted();

        assertThatThrownBy(() -> home(SESSIONS).transport().connect(text(nobody)))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining(text(nobody))
                .hasMessageContaining("refused");
    }

    @Test
    void anUnknownHostIsSaid() {
        assertThatThrownBy(() -> home(SESSIONS).transport().connect("no-such-host.invalid:7000"))
                .isInstanceOf(RemoteException.class)
                .hasMessage("no-such-host.invalid:7000: the host no-such-host.invalid is not known");
    }

    @Test
    void aPeerThatNeverAnswersIsGivenUpInTime() throws IOException {
        var silent = silentServer();

        assertThatThrownBy(() -> home(HURRIED).transport().connect("localhost:" + silent.getLocalPort()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("no answer within 500 ms");
    }

    @Test
    void aPeerThatIsNoSparkIsSaid() throws IOException {
        var other = silentServer();
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket accepted = other.accept()) {
                accepted.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n".getBytes(StandardCharsets.US_ASCII));
                accepted.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test is over.
            }
        });

        FakeHome left = home(SESSIONS);
        assertThatThrownBy(() -> left.transport().connect("127.0.0.1:" + other.getLocalPort()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("a frame announces");
        refusedExactly(left, Map.of(TransportRefusal.TOO_LONG, 1L));
    }

    @Test
    void anotherSystemThanTheExpectedOneIsNotTalkedTo() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);

        var connection = left.transport().connect(RAW, right.transport().address());

        Await.until("the reason is told", PATIENCE, () -> !left.reasons.isEmpty());
        assertThat(connection.state()).isNotEqualTo(ConnectionState.CONNECTED);
        assertThat(left.reasons.getFirst())
                .contains("was expected, but")
                .contains(right.systemId().uuid());
    }

    @Test
    void oneCannotCallOneself() {
        FakeHome left = home(SESSIONS);

        assertThatThrownBy(() -> left.transport().connect(text(left.transport().address())))
                .isInstanceOf(RemoteException.class);
        assertThatThrownBy(() -> left.transport()
                        .connect(left.systemId(), left.transport().address()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"the wrong one", ""})
    void aWrongSecretOfTheDiallerKeepsItOut(String secret) throws Exception {
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        FakeHome left = home(secret.isEmpty() ? SESSIONS : SESSIONS.withSecret(Secret.of(secret)));

        assertThatThrownBy(() -> left.transport().connect(text(right.transport().address())))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("as a rule it has another secret");
        left.transport().connect(right.systemId(), right.transport().address());
        left.send(right.actor("a"), "hi");
        assertThat(right.received).isEmpty();
        assertThat(left.states).doesNotContain(ConnectionState.CONNECTED);
    }

    @Test
    void aSecretOfTheDiallerAloneKeepsItOut() {
        FakeHome right = home(SESSIONS);
        FakeHome left = home(SESSIONS.withSecret(SECRET));

        assertThatThrownBy(() -> left.transport().connect(text(right.transport().address())))
                .isInstanceOf(RemoteException.class);
    }

    @Test
    void anAcceptorWithoutTheSecretIsNotBelieved() throws Exception {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        var pretender = silentServer();
        Thread.ofPlatform().daemon().start(() -> {
            try (Socket accepted = pretender.accept()) {
                byte[] hello = HelloCodec.encode(Hello.of(RAW, "0".repeat(32), Secret.of("guessed"), null));
                accepted.getOutputStream().write(RawPeer.frame(hello));
                accepted.getInputStream().readAllBytes();
            } catch (IOException e) {
                // The test is over.
            }
        });

        assertThatThrownBy(() -> left.transport().connect("127.0.0.1:" + pretender.getLocalPort()))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("it has another secret than this side");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"auth\":\"none\",\"codec\":\"trusted-pickle\",\"nonce\":\"00\",\"system_id\":\"raw\",\"version\":1}",
                "{\"auth\":\"none\",\"codec\":\"cbor2\",\"nonce\":\"00\",\"system_id\":\"raw\",\"version\":2}",
                "{\"auth\":\"hmac-sha256\",\"codec\":\"cbor2\",\"nonce\":\"00\",\"system_id\":\"raw\",\"version\":1}",
                "{\"auth\":\"none\",\"codec\":\"cbor2\",\"nonce\":\"00\",\"version\":1}",
                "{not json",
                "[1]",
                "SPRK and a pickle",
                "GET / HTTP/1.1",
                ""
            })
    void whoeverSaysSomethingElseIsNotAnswered(String opening) throws IOException {
        FakeHome right = home(SESSIONS);
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(opening.getBytes(StandardCharsets.UTF_8));

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }

    @Test
    void aSystemOfOurOwnNameIsNotAnswered() throws IOException {
        FakeHome right = home(SESSIONS);
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(RawPeer.hello(right.systemId(), null));

        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void anAnnouncedLengthBeyondTheLimitClosesAtOnce() throws IOException {
        FakeHome right = home(SESSIONS);
        var raw = closing(new RawPeer(right.transport().address()));

        raw.send(new byte[] {(byte) 0x7F, 0, 0, 0});

        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void whoeverIsTooSlowIsClosedInTime() throws IOException {
        FakeHome right = home(HURRIED);
        var slow = closing(new RawPeer(right.transport().address()));
        slow.send(new byte[] {0, 0});

        assertThat(slow.isClosedByPeer()).isTrue();
    }

    @Test
    void whoeverSaysNothingAboutItsSessionIsClosedInTime() throws IOException {
        FakeHome right = home(HURRIED);
        var slow = closing(new RawPeer(right.transport().address()));
        slow.sendFrame(HelloCodec.encode(Hello.of(RAW, "0".repeat(32), null, TestFrames.offer(1, "i", "", 0))));
        slow.readFrame();

        assertThat(slow.isClosedByPeer()).isTrue();
    }

    @Test
    void thereAreNoMoreConnectionsThanThereMayBe() throws IOException {
        FakeHome right = home(SESSIONS.withLimits(SESSIONS.limits().withConnections(10, 2)));
        var first = closing(new RawPeer(right.transport().address()));
        var second = closing(new RawPeer(right.transport().address()));
        first.sendFrame(RawPeer.hello(RAW, null));
        second.sendFrame(RawPeer.hello(SystemId.ofName("raw-2"), null));
        first.readFrame();
        second.readFrame();

        assertThat(closing(new RawPeer(right.transport().address())).isClosedByPeer())
                .isTrue();

        first.close();
        second.close();
        Await.until("there is room again", () -> {
            try (var next = new RawPeer(right.transport().address())) {
                next.sendFrame(RawPeer.hello(RAW, null));
                next.readFrame();
                return true;
            } catch (IOException e) {
                return false;
            }
        });
    }
}
