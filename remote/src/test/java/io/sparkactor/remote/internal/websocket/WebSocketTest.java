package io.sparkactor.remote.internal.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Systems that find each other by URIs, and what those say that do not. */
class WebSocketTest extends TransportTest {

    private static final SystemId NOBODY = SystemId.ofName("nobody");
    private static final TcpSettings DANGEROUS =
            SESSIONS.withSecret(SECRET).withWeb(web(SESSIONS).web().withUnauthenticatedPython());

    private static URI uri(FakeHome home) {
        return home.transport().uri().orElseThrow();
    }

    private static void passes(FakeHome from, FakeHome to) throws InterruptedException {
        FakeMessage message = from.send(to.actor("a"), "hi");
        assertThat(message.refusal).isNull();
        assertThat(to.next().content()).isEqualTo("hi");
        assertThat(message.settled()).isEqualTo("delivered");
    }

    @Test
    void aSystemThatListensForTcpCallsOneByItsUriAndIsAnswered() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(web(SESSIONS));

        assertThat(left.transport().uri()).isEmpty();
        assertThat(uri(right).toString())
                .isEqualTo("ws://127.0.0.1:" + right.transport().address().getPort());
        assertThat(left.transport().connect(right.systemId(), uri(right)).awaitConnected(PATIENCE))
                .isTrue();

        passes(left, right);
        passes(right, left);
    }

    @Test
    void whoIsThereIsLearned() throws Exception {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        FakeHome right = home(web(SESSIONS.withSecret(SECRET)));

        Connection connection = left.transport().connect(uri(right));

        assertThat(connection.peer()).isEqualTo(right.systemId());
        passes(left, right);
        assertThat(left.transport().connect(right.systemId(), URI.create(uri(right) + "/")))
                .as("the same place")
                .isSameAs(connection);
    }

    @Test
    void whoDoesNotSayWhoItIsHasToBeNamed() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(web(PLAIN));

        assertThatThrownBy(() -> left.transport().connect(uri(right)))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("connectUri(id, uri)");
        assertThat(left.transport().connect(right.systemId(), uri(right)).awaitConnected(PATIENCE))
                .isTrue();
    }

    @Test
    void answersToOneThatSpeaksAsTheOriginalTravelBackByItsConnection() throws Exception {
        FakeHome left = home(web(PLAIN));
        FakeHome right = home(web(SESSIONS));
        var connection = left.transport().connect(right.systemId(), uri(right));
        passes(left, right);

        passes(right, left);

        connection.close();
        Await.until("it is gone", () -> right.send(left.actor("a"), "hi").refusal == DeadLetterReason.NO_ROUTE);
    }

    @Test
    void whoSaysNothingIsPingedAndStays() throws Exception {
        TcpSettings quick = web(PLAIN.withTimes(PLAIN.times().withHeartbeat(Duration.ofMillis(200))));
        FakeHome left = home(quick);
        FakeHome right = home(quick);
        var connection = left.transport().connect(right.systemId(), uri(right));
        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        long start = System.nanoTime();

        // Longer than silence may last.
        Await.until("five heartbeats have passed", () -> System.nanoTime() - start > 1_000_000_000L);

        passes(left, right);
        assertThat(left.health(right.systemId()).connectionsOpened()).isEqualTo(1);
    }

    @Test
    void anotherSecretIsRefused() {
        FakeHome left = home(SESSIONS.withSecret(Secret.of("other")));
        FakeHome right = home(web(SESSIONS.withSecret(SECRET)));

        assertThatThrownBy(() -> left.transport().connect(uri(right))).isInstanceOf(RemoteException.class);
        assertThat(right.transport().health()).isEmpty();
    }

    @Test
    void whoCannotShowTheSecretIsNeitherLetInNorTalkedTo() throws Exception {
        FakeHome open = home(web(PLAIN));
        FakeHome closed = home(web(SESSIONS.withSecret(SECRET)));
        open.transport().connect(closed.systemId(), uri(closed));
        closed.transport().connect(open.systemId(), uri(open));

        Await.until("they have tried", () -> !open.reasons.isEmpty() && !closed.reasons.isEmpty());

        assertThat(open.reasons.getFirst()).contains("403");
        assertThat(closed.reasons.getFirst()).contains("allowUnauthenticatedPython");
        assertThat(closed.send(open.actor("a"), "hi").outcome()).isNull();
        assertThat(open.received).isEmpty();
    }

    @Test
    void whoCannotShowTheSecretMayBeAllowed() throws Exception {
        FakeHome open = home(web(PLAIN));
        FakeHome daring = home(DANGEROUS);
        open.transport().connect(daring.systemId(), uri(daring));

        passes(open, daring);
        passes(daring, open);
    }

    @Test
    void aServerOfAnotherKindIsSaid() {
        FakeHome web = home(web(SESSIONS));
        FakeHome tcp = home(SESSIONS);
        URI noWeb = URI.create("ws://127.0.0.1:" + tcp.transport().address().getPort());

        assertThatThrownBy(() -> web.transport().connect(noWeb))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("does a Spark listen for WebSocket there");
    }

    @Test
    void pathAndQueryAreAskedForAndNothingElseIsOffered() throws Exception {
        FakeHome left = home(SESSIONS);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String place = "127.0.0.1:" + server.getLocalPort();
            left.transport().connect(NOBODY, URI.create("ws://" + place + "/a%20b?c=d"));
            try (Socket asked = server.accept()) {
                String request = head(asked);

                assertThat(request)
                        .startsWith("GET /a%20b?c=d HTTP/1.1\r\n")
                        .containsIgnoringCase("\r\nhost: " + place + "\r\n")
                        .containsIgnoringCase("\r\nsec-websocket-protocol: spark-session.1\r\n")
                        .doesNotContainIgnoringCase("origin")
                        .doesNotContainIgnoringCase("sec-websocket-extensions");
                asked.getOutputStream()
                        .write("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1));
                Await.until("the answer is told", () -> !left.reasons.isEmpty());
                assertThat(left.reasons.getFirst()).contains("404 Not Found").contains("is the path right");
            }
        }
    }

    private static String head(Socket from) throws IOException {
        var head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = from.getInputStream().read();
            if (next < 0) {
                throw new AssertionError("closed behind " + head);
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
