package io.sparkactor.remote.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.link.PlainEnd;
import io.sparkactor.remote.internal.link.PlainWay;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.Parts;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.queue.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Who keeps the place of a system that shows nothing of who it is. All on the thread of the test. */
class GuestsTest extends TransportTest {

    private static final SystemId CALLER = SystemId.ofName("caller");

    private final FakeHome home = home(SESSIONS);
    private final Peers peers = new Peers();
    private final Parts parts = Parts.of(home, SESSIONS.shared(), peers, "instance");
    private final Guests guests = new Guests(parts, peers);

    private Caller called() {
        var caller = new Caller();
        guests.called(caller);
        return caller;
    }

    @Test
    void whoLivesKeepsItsPlace() {
        Caller first = called();
        Caller second = called();

        first.answers(true);

        assertThat(first.closed).isNull();
        assertThat(second.refused).contains("lives");
        assertThat(parts.refusals().all()).isEqualTo(Map.of(TransportRefusal.TAKEN, 1L));
    }

    @Test
    void whoIsDeadGivesWay() {
        Caller first = called();
        Caller second = called();

        first.answers(false);

        assertThat(first.closed).contains("no sign of life");
        assertThat(second.opened).isTrue();
    }

    @Test
    void whoTookThePlaceMeanwhileIsAskedBeforeItGivesWay() {
        Caller first = called();
        Caller second = called();
        Caller third = called();

        first.answers(false);

        assertThat(second.opened).isTrue();
        assertThat(second.closed).as("the second").isNull();
        assertThat(third.opened).as("the third").isFalse();
        second.answers(true);
        assertThat(second.closed).isNull();
        assertThat(third.refused).contains("lives");
    }

    @Test
    void whoHasGoneBeforeItsTurnIsNotRefused() {
        Caller first = called();
        Caller second = called();
        second.isOpen = false;

        first.answers(true);

        assertThat(second.refused).isNull();
        assertThat(parts.refusals().all()).isEmpty();
    }

    /** Calls as that system, and says whether it lives when the test wants it. */
    private static final class Caller implements PlainEnd, PlainWay {

        private final List<Consumer<Boolean>> asked = new ArrayList<>();
        private boolean isOpen = true;
        private boolean opened;
        private @Nullable String closed;
        private @Nullable String refused;

        void answers(boolean lives) {
            List<Consumer<Boolean>> now = List.copyOf(asked);
            asked.clear();
            now.forEach(answer -> answer.accept(lives));
        }

        @Override
        public SystemId peer() {
            return CALLER;
        }

        @Override
        public String address() {
            return "nowhere";
        }

        @Override
        public boolean isOpen() {
            return isOpen;
        }

        @Override
        public PlainWay open(Outbox<Item> outbox, PeerFigures figures, Consumer<String> lost) {
            opened = true;
            return this;
        }

        @Override
        public void refuse(String why) {
            refused = why;
        }

        @Override
        public void probe(Consumer<Boolean> answer) {
            asked.add(answer);
        }

        @Override
        public void pump() {
            // Nothing is sent.
        }

        @Override
        public void close(String reason) {
            closed = reason;
        }

        @Override
        public int unacknowledged() {
            return 0;
        }
    }
}
