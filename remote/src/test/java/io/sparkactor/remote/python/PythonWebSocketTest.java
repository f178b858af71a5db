package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.RemoteException;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.TestProbe;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems of ours and of the Python original over one WebSocket, whoever of the two has opened it. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonWebSocketTest {

    private static final int MANY = 1_000;

    private static PythonPeer peer(String name) {
        return PythonPeer.start(PeerOptions.named(name + "-python").transport("websocket"));
    }

    private static Syndicate ours(String name) {
        return Syndicate.open(name + "-java", c -> c.remote(Remote.webSocket().heartbeat(Duration.ofMillis(200))));
    }

    /** Only one of the two knows the way to the other. */
    private static void connect(boolean weCall, Syndicate ours, PythonPeer theirs) {
        if (weCall) {
            assertThat(ours.connect(theirs.systemId(), theirs.address()).awaitConnected(Pair.PATIENCE))
                    .isTrue();
        } else {
            theirs.connect(ours);
            // It opens its connection when it has something to send.
            ActorRef<Object> echo = ours.createActor(Object.class, (_, message) -> message.reply(message.content()));
            assertThat(theirs.ask(echo.id(), "'first'", Pair.PATIENCE)).isEqualTo("'first'");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bothSidesTellAndAskOverOneConnection(boolean weCall) {
        try (PythonPeer theirs = peer("web-" + weCall);
                Syndicate ours = ours("web-" + weCall)) {
            connect(weCall, ours, theirs);
            ActorRef<Object> echo = ours.createActor(Object.class, (_, message) -> message.reply(message.content()));
            ActorRef<Object> far = ours.ref(theirs.actor("Echo"), Object.class);

            assertThat(far.ask("hello", String.class, Pair.PATIENCE)).isEqualTo("hello");
            assertThat(theirs.ask(echo.id(), "['hello', 1, None]", Pair.PATIENCE))
                    .isEqualTo("['hello', 1, None]");
            assertThat(far.ask(List.of(echo), Object.class, Pair.PATIENCE)).isEqualTo(List.of(echo));
            assertThat(ours.ref(theirs.actor("Forwarder"), Object.class)
                            .ask(List.of(echo, "through both", 30.0), String.class, Pair.PATIENCE))
                    .isEqualTo("through both");
            assertThat(far.ask("x".repeat(2_000_000), String.class, Pair.PATIENCE))
                    .hasSize(2_000_000);
            assertThat(theirs.ask(echo.id(), "'y' * 2_000_000", Pair.PATIENCE)).hasSize(2_000_002);
            assertThat(ours.ledger().balanced()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void manyComeEachWayInTheirOrder(boolean weCall) {
        try (PythonPeer theirs = peer("many-" + weCall);
                Syndicate ours = ours("many-" + weCall);
                TestProbe probe = TestProbe.in(ours)) {
            connect(weCall, ours, theirs);
            ActorRef<Object> collector = ours.ref(theirs.actor("Collector"), Object.class);

            for (int i = 0; i < MANY; i++) {
                collector.tell(i);
            }
            assertThat(String.valueOf(collector.ask("stats", Map.class, Pair.PATIENCE)))
                    .contains("count=" + MANY, "stale=null", "gap=null");

            ours.tell(ours.ref(theirs.actor("Flood"), Object.class), List.of(probe.ref(), MANY));
            for (long i = 0; i < MANY; i++) {
                probe.expectMessage(i, Pair.PATIENCE);
            }
            assertThat(ours.receive(Pair.PATIENCE).content()).isEqualTo((long) MANY);
            Await.until("all is settled", () -> ours.ledger().inFlight() == 0);
        }
    }

    @Test
    void headersTravel() {
        try (PythonPeer theirs = peer("headers");
                Syndicate ours = ours("headers");
                TestProbe probe = TestProbe.in(ours)) {
            connect(true, ours, theirs);
            ActorRef<Object> keeper = ours.ref(theirs.actor("Keeper"), Object.class);
            assertThat(keeper.ask(probe.ref(), String.class, Pair.PATIENCE)).isEqualTo("kept");

            keeper.tell("with headers", SendOptions.header("colour", "blau – 青"));

            assertThat(probe.receive(Pair.PATIENCE).headers()).containsEntry("colour", "blau – 青");
        }
    }

    @Test
    void aSystemThatIsNotNamedIsNotTalkedTo() {
        try (PythonPeer theirs = peer("unnamed");
                Syndicate ours = ours("unnamed")) {
            URI uri = URI.create("ws://127.0.0.1:" + theirs.address().getPort());

            assertThatThrownBy(() -> ours.connectUri(uri))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("connectUri(id, uri)");
            ours.connectUri(theirs.systemId(), uri);
            assertThat(ours.ref(theirs.actor("Echo"), Object.class).ask("hi", String.class, Pair.PATIENCE))
                    .isEqualTo("hi");
        }
    }

    @Test
    void whereThereIsASecretItIsLetInOnlyIfThatWasSaid() {
        try (PythonPeer theirs = peer("secret");
                Syndicate closed = Syndicate.open(
                        "secret-java", c -> c.remote(Remote.webSocket().secret(Pair.SECRET)));
                Syndicate daring = Syndicate.open(
                        "daring-java",
                        c -> c.remote(Remote.webSocket().secret(Pair.SECRET).allowUnauthenticatedPython()))) {
            theirs.connect(closed);
            theirs.connect(daring);
            ActorRef<Object> out = closed.createActor(Object.class, (_, message) -> message.reply("in"));
            ActorRef<Object> in = daring.createActor(Object.class, (_, message) -> message.reply("in"));

            assertThat(theirs.tell(out.id(), "1")).contains("403");
            assertThat(theirs.ask(in.id(), "1", Pair.PATIENCE)).isEqualTo("'in'");
        }
    }
}
