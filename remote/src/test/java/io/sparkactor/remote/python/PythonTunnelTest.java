package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.testkit.Await;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our systems and those of the Python original talk to each other by a relay, ours or theirs. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonTunnelTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static PythonPeer peer(String name) {
        return PythonPeer.start(PeerOptions.named(name).transport("websocket"));
    }

    private static Syndicate member(String name, TcpRemote remote, URI relay) {
        Syndicate syndicate = Syndicate.open(name, c -> c.remote(remote));
        assertThat(syndicate.connectRelay(relay, Pair.SECRET).awaitConnected(PATIENCE))
                .isTrue();
        return syndicate;
    }

    private static void awaitFailure(Syndicate of, SystemId peer, String part) {
        Await.until(
                "the failure: " + part,
                PATIENCE,
                () -> of.transportHealth().get(peer).lastFailure().orElse("").contains(part),
                () -> "" + of.transportHealth());
    }

    /** Each asks the other, and what Java says comes in order. */
    private static void talk(Syndicate java, PythonPeer python) {
        ActorRef<Object> echo = java.ref(python.systemId(), python.actor("Echo").uuid(), Object.class);
        assertThat(echo.ask("hello", Object.class, PATIENCE)).isEqualTo("hello");
        ActorRef<String> own =
                java.createActor(String.class, (_, message) -> message.reply("from Java: " + message.content()));
        assertThat(python.ask(own.id(), "'hello'", PATIENCE)).isEqualTo("'from Java: hello'");
        ActorRef<Object> collector =
                java.ref(python.systemId(), python.actor("Collector").uuid(), Object.class);
        for (long i = 0; i < 200; i++) {
            assertThat(collector.tell(i).accepted()).isTrue();
        }
        assertThat(collector.ask("stats", Object.class, PATIENCE)).asString().contains("count=200");
    }

    @Test
    void byOurRelay() {
        try (WebSocketRelay relay = Remote.relay().secret(Pair.SECRET).start();
                PythonPeer python = peer("tunnel-python");
                Syndicate java = member("tunnel-java", Remote.tcp(), relay.uri())) {
            python.connectRelay(relay.uri(), Pair.SECRET);
            talk(java, python);
        }
    }

    @Test
    void byTheOriginalsRelay() {
        TcpRemote remote = Remote.tcp().allowUnauthenticatedPython();
        try (PythonRelay relay = PythonRelay.start(Pair.SECRET);
                PythonPeer python = peer("original-python");
                Syndicate java = member("original-java", remote, relay.uri());
                Syndicate other = member("original-other", remote, relay.uri())) {
            python.connectRelay(relay.uri(), Pair.SECRET);
            talk(java, python);
            ActorRef<String> echo =
                    other.createActor(String.class, (_, message) -> message.reply("Hello " + message.content()));
            assertThat(java.ref(echo.id(), String.class).ask("World", String.class, PATIENCE))
                    .isEqualTo("Hello World");
        }
    }

    @Test
    void theOriginalsRelayIsNotTakenWithoutAWordOfTheUser() {
        try (PythonRelay relay = PythonRelay.start(Pair.SECRET);
                Syndicate java = Syndicate.open("original-refused", c -> c.remote(Remote.tcp()))) {
            Connection connection = java.connectRelay(relay.uri(), Pair.SECRET);
            awaitFailure(java, connection.peer(), "allowUnauthenticatedPython()");
            assertThat(connection.state()).isNotEqualTo(ConnectionState.CONNECTED);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whoIsNotThereIsADeadLetterByEitherRelay(boolean ours) {
        WebSocketRelay our = Remote.relay().secret(Pair.SECRET).start();
        try (PythonRelay relay = PythonRelay.start(Pair.SECRET);
                Syndicate java = member(
                        "absent-java-" + ours,
                        Remote.tcp().allowUnauthenticatedPython(),
                        ours ? our.uri() : relay.uri())) {
            ActorRef<String> nobody = java.ref(SystemId.ofName("nobody"), "a", String.class);
            assertThatThrownBy(() -> nobody.ask("hello", String.class, PATIENCE))
                    .isInstanceOf(AskException.class)
                    .hasMessageContaining(DeadLetterReason.NO_ROUTE.text());
        } finally {
            our.close();
        }
    }

    @Test
    void withASecretThePythonOriginalIsRefusedWithTheReason() {
        try (WebSocketRelay relay = Remote.relay().secret(Pair.SECRET).start();
                PythonPeer python = peer("refused-python");
                Syndicate java = member("refused-java", Remote.tcp().secret("of the systems"), relay.uri())) {
            python.connectRelay(relay.uri(), Pair.SECRET);
            ActorRef<Object> echo =
                    java.ref(python.systemId(), python.actor("Echo").uuid(), Object.class);
            assertThat(echo.tell("hello").accepted()).isTrue();
            awaitFailure(java, python.systemId(), "allowUnauthenticatedPython()");
        }
    }
}
