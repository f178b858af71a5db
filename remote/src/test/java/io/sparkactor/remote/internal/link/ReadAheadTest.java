package io.sparkactor.remote.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import io.sparkactor.Delivery;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.peer.Switchboard;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionFrame;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What has come at once is decoded before the first of it is handed in, and none of it is lost or overtaken for that. */
class ReadAheadTest extends TransportTest {

    private static final CborCodec CODEC = CborCodec.builder().build();

    private final FakeHome home = home(SESSIONS);
    private final Session session = new Session(
            new Switchboard(home, SESSIONS.shared()).parts(),
            SystemId.ofName("peer"),
            new Outbox<>(10, 1_000, () -> {}),
            List.of());
    private long sent;

    @BeforeEach
    void connect() throws SessionException {
        attach(0);
    }

    private void attach(long heard) throws SessionException {
        session.attach(
                new FrameWriter(new WholeFrames(new EmbeddedChannel()), null, new PeerFigures(home.hooks())),
                new Standing(heard, 1 << 20, 5_000));
    }

    private void receive(Object content) throws SessionException {
        session.receive(message(++sent, content));
    }

    private static SessionFrame.Message message(long seq, Object content) {
        return TestFrames.message(seq, "a", null, false, SessionFrame.FOREVER, Map.of(), null, CODEC.encode(content));
    }

    private List<Object> contents() {
        return home.received.stream().map(message -> message.content()).toList();
    }

    @Test
    void whatCameAtOnceIsHandedInAtItsEndInOrder() throws SessionException {
        receive("one");
        receive("two");
        receive("three");
        session.resume();

        assertThat(contents()).containsExactly("one", "two", "three");
        assertThat(session.received()).isEqualTo(3);
    }

    @Test
    void manyAreNotKeptBackForTheLast() throws SessionException {
        for (int i = 0; i < ReadAhead.MOST; i++) {
            receive("some");
        }

        assertThat(contents()).hasSize(ReadAhead.MOST);
    }

    @Test
    void aHeavyOneKeepsNobodyWaiting() throws SessionException {
        receive("light");
        receive("x".repeat(100_000));

        assertThat(contents()).hasSize(2);
    }

    @Test
    void aFailureStaysBehindTheMessagesInFrontOfIt() throws SessionException {
        home.mailbox = message -> {
            home.told.add("message");
            return new Delivery.Accepted();
        };
        receive("reply");
        session.receive(new SessionFrame.AskFailure(++sent, "b", new FailureCause.Stopped()));

        assertThat(home.told).containsExactly("message", "b stopped");
    }

    @Test
    void whatCameBeforeACutIsHandedInOnce() throws SessionException {
        receive("one");
        session.detach();
        assertThat(contents()).as("at the cut").containsExactly("one");

        attach(0);
        session.receive(message(1, "one"));
        session.receive(message(2, "two"));
        session.resume();

        assertThat(contents()).containsExactly("one", "two");
    }

    @Test
    void oneThatCannotBeReadIsRefusedInItsPlace() throws SessionException {
        receive("one");
        session.receive(TestFrames.message(
                ++sent, "a", null, false, SessionFrame.FOREVER, Map.of(), null, new byte[] {(byte) 0xFF}));
        receive("three");
        session.resume();

        assertThat(contents()).containsExactly("one", "three");
        assertThat(session.received()).isEqualTo(3);
    }
}
