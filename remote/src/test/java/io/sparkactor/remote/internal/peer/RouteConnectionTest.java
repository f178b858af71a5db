package io.sparkactor.remote.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.testkit.Await;
import org.junit.jupiter.api.Test;

class RouteConnectionTest extends TransportTest {

    private final FakeHome home = home(SESSIONS);
    private final RouteConnection connection = new RouteConnection(home, SystemId.ofName("somebody"), () -> {});

    @Test
    void whatHappensIsToldInItsOrder() throws InterruptedException {
        Thread closer = new Thread(() -> connection.closed("given up"));
        home.listening = state -> {
            if (state == ConnectionState.CONNECTED) {
                closer.start();
                Await.until("it is closed while that is told", () -> !closer.isAlive());
            }
        };

        connection.connected();
        closer.join();
        assertThat(home.states).containsExactly(ConnectionState.CONNECTED, ConnectionState.CLOSED);
        assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
    }

    @Test
    void theSameReasonIsToldOnce() {
        connection.disconnected("no answer");
        connection.connecting();
        connection.disconnected("no answer");
        connection.disconnected("refused");
        assertThat(home.reasons).containsExactly("DISCONNECTED: no answer", "DISCONNECTED: refused");
    }
}
