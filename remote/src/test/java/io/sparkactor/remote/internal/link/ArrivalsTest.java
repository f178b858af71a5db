package io.sparkactor.remote.internal.link;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.peer.Switchboard;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import org.junit.jupiter.api.Test;

class ArrivalsTest extends TransportTest {

    private static final SystemId PEER = SystemId.ofName("peer");

    private final FakeHome home = home(SESSIONS);
    private final Arrivals arrivals = new Arrivals(new Switchboard(home, SESSIONS.shared()).parts(), PEER);

    @Test
    void aPeerSpeaksForItsOwnActorsAlone() {
        assertThatCode(() -> arrivals.checkSender(new Sender(null, "own"))).doesNotThrowAnyException();
        assertThatCode(() -> arrivals.checkSender(new Sender(PEER, "own"))).doesNotThrowAnyException();
        assertThatCode(() -> arrivals.checkSender(null)).doesNotThrowAnyException();
        isRefused(new Sender(SystemId.ofName("third"), "boss"));
        isRefused(new Sender(home.systemId(), "boss"));
    }

    private void isRefused(Sender sender) {
        assertThatThrownBy(() -> arrivals.checkSender(sender))
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("in the name of");
    }
}
