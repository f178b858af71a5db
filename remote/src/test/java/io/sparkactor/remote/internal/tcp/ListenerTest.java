package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** Where a transport listens, and where it refuses to. */
class ListenerTest extends TransportTest {

    @Test
    void aPortInUseIsSaidWithTheAddress() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> home(SESSIONS.withPort(taken.getLocalPort())))
                    .isInstanceOf(RemoteException.class)
                    .hasMessageStartingWith("cannot listen on 127.0.0.1:" + taken.getLocalPort() + ": ")
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void aHostThatIsNotKnownIsSaid() {
        assertThatThrownBy(() -> home(SESSIONS.withHost("no-such-host.invalid")))
                .isInstanceOf(RemoteException.class)
                .hasMessage("cannot listen on no-such-host.invalid: the host is not known");
    }

    @Test
    void nobodyListensOffLoopbackWithoutASecret() {
        assertThatThrownBy(() -> home(SESSIONS.withHost("0.0.0.0")))
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("give both sides the same secret");
    }

    @Test
    void anyFreePortIsFound() {
        assertThat(home(SESSIONS).transport().address().getPort()).isPositive();
    }

    /** The loop looks at all that is ready in turn: behind round trips over it, it would have let in who has called before. */
    @Test
    void whoCallsBeforeTheStartWaitsForIt() throws IOException {
        var called = closing(new FakeHome("ListenerTest-called", SESSIONS, false));
        var raw = closing(new RawPeer(called.transport().address()));
        raw.sendFrame(RawPeer.hello(SystemId.ofName("early"), null));
        FakeHome other = home(SESSIONS);
        connect(called, other);
        for (int i = 0; i < 5; i++) {
            assertThat(called.send(other.actor("a"), i).settled()).isEqualTo("delivered");
        }
        assertThat(raw.hasAnswer()).as("an answer before the start").isFalse();

        called.transport().start();
        assertThat(raw.readFrame()).isNotEmpty();
    }

    @Test
    void aRefusedTransportLeavesNoThread() {
        String name = "spark-tcp-" + getClass().getSimpleName();

        assertThatThrownBy(() -> home(SESSIONS.withHost("0.0.0.0"))).isInstanceOf(RemoteException.class);

        Await.until(
                "no thread is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith(name)));
    }
}
