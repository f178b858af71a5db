package io.sparkactor.remote.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import java.util.Objects;

/** What tests of switchboards share: there is no socket. */
abstract class WayFixture extends TransportTest {

    /** One that is closed behind the test. */
    Switchboard board(FakeHome home, TcpSettings settings) {
        Switchboard board = open(home, settings);
        closing(() -> board.close(home.hooks().nanoTime() + PATIENCE.toNanos(), new Nowhere()));
        return board;
    }

    /** One that the test closes. */
    static Switchboard open(FakeHome home, TcpSettings settings) {
        return new Switchboard(home, settings.shared());
    }

    static void passes(Switchboard from, FakeHome to, String text) throws InterruptedException {
        var message = new FakeMessage(to.actor("a"), text);

        assertThat(from.send(message)).isNull();
        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(to.next().content()).isEqualTo(text);
    }

    /** How the way to a peer stands that there is. */
    static TransportHealth health(Switchboard from, FakeHome to) {
        return Objects.requireNonNull(from.health().get(to.systemId()), "the health of the way to a known peer");
    }
}
