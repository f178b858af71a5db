package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.remote.RelayConfig;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.testkit.Await;
import java.net.URI;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Systems of the Python original talk to each other by way of our relay as by way of theirs. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonRelayTest {

    private static RelayConfig relay(String secret) {
        return secret.isEmpty() ? Remote.relay() : Remote.relay().secret(secret);
    }

    private static PythonPeer peer(String name) {
        return PythonPeer.start(PeerOptions.named(name).transport("websocket"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", Pair.SECRET})
    void theyTellAndAskEachOther(String secret) {
        try (WebSocketRelay relay = relay(secret).start();
                PythonPeer left = peer("relay-left");
                PythonPeer right = peer("relay-right")) {
            left.connectRelay(relay.uri(), secret);
            right.connectRelay(relay.uri(), secret);
            assertThat(relay.connectedSystems()).containsExactlyInAnyOrder(left.systemId(), right.systemId());

            assertThat(left.ask(right.actor("Echo"), "'hello'", Pair.PATIENCE)).isEqualTo("'hello'");
            assertThat(right.ask(left.actor("Echo"), "b'x' * 2_000_000", Pair.PATIENCE))
                    .hasSize(2_000_003);
            for (int i = 0; i < 20; i++) {
                assertThat(left.tell(right.actor("Collector"), Integer.toString(i)))
                        .isEqualTo("accepted");
            }
            assertThat(left.ask(right.actor("Collector"), "'stats'", Pair.PATIENCE))
                    .contains("'count': 20", "'stale': None", "'gap': None");
            // Counted once it is written, which its receiver may see before.
            Await.until(
                    "26 frames",
                    Pair.PATIENCE,
                    () -> relay.figures().frames() == 26,
                    () -> relay.figures().toString());
        }
    }

    @Test
    void aWrongSecretIsRefusedWithTheReason() {
        try (WebSocketRelay relay = relay("right").start();
                PythonPeer peer = peer("relay-wrong")) {
            assertThatThrownBy(() -> peer.connectRelay(relay.uri(), "wrong"))
                    .isInstanceOf(PeerFailure.class)
                    .hasMessageContaining("relay authentication failed");
            assertThatThrownBy(() -> peer.connectRelay(relay.uri(), ""))
                    .isInstanceOf(PeerFailure.class)
                    .hasMessageContaining("relay authentication failed");
            assertThat(relay.connectedSystems()).isEmpty();
        }
    }

    @Test
    void aTargetThatIsNotThereIsTold() {
        try (WebSocketRelay relay = relay(Pair.SECRET).start();
                PythonPeer left = peer("relay-alone");
                PythonPeer right = peer("relay-absent")) {
            left.connectRelay(relay.uri(), Pair.SECRET);
            assertThat(left.tell(right.actor("Echo"), "1")).isEqualTo("relay route not found");
        }
    }

    @Test
    void afterARestartOfTheRelayTheyComeBack() {
        try (PythonPeer left = peer("relay-again-left");
                PythonPeer right = peer("relay-again-right");
                WebSocketRelay first = relay(Pair.SECRET).start();
                FaultProxy wire = FaultProxy.before(first.address(), 1)) {
            URI uri = URI.create("ws://127.0.0.1:" + wire.address().getPort());
            left.connectRelay(uri, Pair.SECRET);
            right.connectRelay(uri, Pair.SECRET);
            first.close();
            try (WebSocketRelay second = relay(Pair.SECRET).start()) {
                wire.target(second.address());
                // As each of them sends, it calls the relay again.
                Await.until("both are back", Pair.PATIENCE, () -> {
                    left.tell(right.actor("Collector"), "1");
                    right.tell(left.actor("Collector"), "1");
                    return second.connectedSystems().size() == 2;
                });
                assertThat(left.ask(right.actor("Echo"), "'hello'", Pair.PATIENCE))
                        .isEqualTo("'hello'");
            }
        }
    }

    @Test
    void oneThatWasKilledIsReplacedByItsSuccessor() {
        try (WebSocketRelay relay = relay("").start();
                PythonPeer left = peer("relay-left");
                PythonPeer killed = peer("relay-killed")) {
            left.connectRelay(relay.uri(), "");
            killed.connectRelay(relay.uri(), "");
            killed.kill();
            try (PythonPeer successor = peer("relay-killed")) {
                successor.connectRelay(relay.uri(), "");
                assertThat(left.ask(successor.actor("Echo"), "'hello'", Pair.PATIENCE))
                        .isEqualTo("'hello'");
            }
        }
    }
}
