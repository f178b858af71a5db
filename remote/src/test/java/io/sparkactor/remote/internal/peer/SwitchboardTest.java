package io.sparkactor.remote.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.handshake.Dialler;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All that systems say to each other goes over whatever keeps frames apart: here there is no socket. */
class SwitchboardTest extends WayFixture {

    private final FakeHome left = home(SESSIONS);
    private final FakeHome right = home(SESSIONS);

    @Test
    void aSessionNeedsNoSocket() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);

        Connection connection = here.connect(right.systemId(), new MemoryDialler(here, there));

        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        passes(here, right, "hi");
        passes(there, left, "over the same connection");
    }

    @Test
    void aSecretNeedsNoSocket() throws Exception {
        Switchboard here = board(left, SESSIONS.withSecret(SECRET));
        Switchboard there = board(right, SESSIONS.withSecret(SECRET));

        assertThat(here.connect(new MemoryDialler(here, there)).awaitConnected(PATIENCE))
                .isTrue();

        passes(here, right, "sealed");
    }

    @Test
    void whatTheOriginalSpeaksNeedsNoSocket() throws Exception {
        Switchboard here = board(left, PLAIN);
        Switchboard there = board(right, SESSIONS);

        here.connect(right.systemId(), new MemoryDialler(here, there));

        passes(here, right, "plain");
    }

    @Test
    void aCutConnectionIsMadeAgainByTheSameDialler() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        var dialler = new MemoryDialler(here, there);
        here.connect(right.systemId(), dialler);
        passes(here, right, "before");

        dialler.cut();

        passes(here, right, "behind");
        passes(there, left, "and back");
    }

    @Test
    void aSecondWayToTheSameSystemIsRefused() {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        here.connect(right.systemId(), new MemoryDialler(here, there));

        assertThatThrownBy(() -> here.connect(right.systemId(), new MemoryDialler(here, there)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("close it before one to memory is made");
    }

    @Test
    void aDetourThatWasGivenUpMeanwhileIsNotKept() {
        Switchboard here = board(left, SESSIONS);
        here.detour(new GivenUp());
        var message = new FakeMessage(right.actor("a"), "lost");

        DeadLetterReason refusal = here.send(message); // if the loop was faster than this thread

        assertThat(refusal == null ? message.settled() : refusal.name())
                .isEqualTo(DeadLetterReason.DISCONNECTED.name());
        assertThat(here.health()).doesNotContainKey(right.systemId());
    }

    /** Is given up as soon as somebody has asked it, before that can be seen in the routes. */
    private static final class GivenUp implements Detour {

        private final AtomicBoolean asked = new AtomicBoolean();

        @Override
        public @Nullable Dialler to(SystemId peer) {
            return asked.getAndSet(true) ? null : new Silent();
        }

        @Override
        public void health(Map<SystemId, TransportHealth> health) {
            // It has none.
        }

        @Override
        public void close(String why) {
            // It holds nothing.
        }
    }

    /** Never hears of anybody. */
    private record Silent() implements Dialler {

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public void dial(Attempt attempt) {
            // No answer.
        }
    }
}
