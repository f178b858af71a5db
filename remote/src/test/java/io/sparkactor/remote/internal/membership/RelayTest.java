package io.sparkactor.remote.internal.membership;

import io.sparkactor.Connection;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.peer.Entrance;
import io.sparkactor.remote.internal.peer.Switchboard;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.testkit.Await;
import org.jspecify.annotations.Nullable;

/** What tests of ways by a relay share: systems that have no other. */
abstract class RelayTest extends TransportTest {

    static final String RELAY_SECRET = "of the relay";

    final MemoryRelay relay = new MemoryRelay(RELAY_SECRET);

    /** A system, and what it has instead of sockets. */
    record Side(FakeHome home, Switchboard board, RelayClient client) {

        Connection connect(MemoryRelay relay, @Nullable String secret) {
            return client.connect(relay.dialler(board.parts().loop()), secret);
        }
    }

    Side side(TcpSettings settings) {
        return side(settings, false);
    }

    Side side(TcpSettings settings, boolean unauthenticated) {
        FakeHome home = home(settings);
        var board = new Switchboard(home, settings.shared());
        var client = new RelayClient(board, unauthenticated);
        board.detour(client);
        closing(() -> board.close(home.hooks().nanoTime() + PATIENCE.toNanos(), new Nowhere()));
        return new Side(home, board, client);
    }

    /** One that is with the relay. */
    Side member(TcpSettings settings) {
        Side side = side(settings);
        join(side);
        return side;
    }

    void join(Side side) {
        if (!side.connect(relay, RELAY_SECRET).awaitConnected(PATIENCE)) {
            throw new AssertionError("not with the relay: " + side.home().reasons);
        }
    }

    static void awaitReason(Side side, String part) {
        Await.until(
                "the reason: " + part,
                PATIENCE,
                () -> side.home().reasons.stream().anyMatch(it -> it.contains(part)),
                () -> side.home().reasons.toString());
    }

    /** Nobody calls but by the relay. */
    private static final class Nowhere implements Entrance {

        @Override
        public void close() {
            // It was never open.
        }

        @Override
        public void closeAccepted() {
            // What was accepted ends with the relay.
        }
    }
}
