package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.RemoteException;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Python original is refused, and refuses us, for the reasons that there are; and whoever wonders is told. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonRefusalTest {

    private static final Duration PATIENCE = Pair.PATIENCE;

    /** Fits no plain value. */
    record Order(String product) {}

    private static Syndicate ours(String secret) {
        return Syndicate.open(
                "refuses",
                c -> c.remote(secret.isEmpty() ? Remote.tcp() : Remote.tcp().secret(secret)));
    }

    @ParameterizedTest
    @CsvSource({"ours, theirs", "ours, ''", "'', theirs"})
    void differentSecretsAreRefusedOnBothWays(String our, String their) {
        try (PythonPeer peer = PythonPeer.start(PeerOptions.named("refused").secret(their));
                Syndicate ours = ours(our)) {
            peer.connect(ours);
            assertThat(peer.tell(ours.ref().id(), "'let me in'"))
                    .isEqualTo("remote send failed: transport handshake was not acknowledged");
            assertThat(ours.poll(Duration.ZERO)).isEmpty();
            assertThatThrownBy(() -> ours.connect(at(peer)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("secret");
        }
    }

    @Test
    void aPeerThatSpeaksPicklesIsRefusedWithTheWayOut() {
        try (PythonPeer peer = PythonPeer.start(PeerOptions.named("pickles").codec("trusted-pickle"));
                Syndicate ours = ours("")) {
            peer.connect(ours);
            assertThat(peer.tell(ours.ref().id(), "'let me in'"))
                    .isEqualTo("remote send failed: transport handshake was not acknowledged");
            assertThatThrownBy(() -> ours.connect(at(peer)))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageContaining("transport_codec=\"cbor2\"");
        }
    }

    @Test
    void aRecordIsRefusedWithTheWayOutAndTheConnectionStays() {
        try (Pair pair = Pair.start("records");
                Warnings warnings = new Warnings()) {
            ActorRef<Object> echo = pair.actor("Echo");
            assertThat(echo.ask("before", String.class, PATIENCE)).isEqualTo("before");
            long opened = connections(pair);
            assertThat(echo.tell(new Order("tea"))).isEqualTo(new Delivery.Refused(DeadLetterReason.NOT_ENCODABLE));
            warnings.await("send a Map with the names and values of its components");
            assertThat(echo.ask("after", String.class, PATIENCE)).isEqualTo("after");
            assertThat(connections(pair)).isEqualTo(opened);
        }
    }

    @Test
    void aSystemOfAnotherNameIsNotTalkedTo() {
        try (PythonPeer peer = PythonPeer.start(PeerOptions.named("somebody"));
                Syndicate ours = ours("")) {
            var connection = ours.connect(SystemId.ofName("somebody-else"), peer.address());
            Await.until(
                    "the reason is told",
                    PATIENCE,
                    () -> ours.transportHealth()
                            .get(connection.peer())
                            .lastFailure()
                            .orElse("")
                            .contains("was expected, but"));
            assertThat(connection.state()).isNotEqualTo(ConnectionState.CONNECTED);
            peer.connect(SystemId.ofName("not-ours"), ours.remoteAddress());
            assertThat(peer.tell(new ActorId(SystemId.ofName("not-ours"), "x"), "1"))
                    .isEqualTo("remote send failed: transport handshake system id mismatch");
        }
    }

    private static long connections(Pair pair) {
        return pair.ours().transportHealth().get(pair.theirs().systemId()).connectionsOpened();
    }

    private static String at(PythonPeer peer) {
        return "127.0.0.1:" + peer.address().getPort();
    }
}
