package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.session.FailureCause;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.remote.internal.session.SessionFrame.Sender;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A peer with the secret speaks for its own actors and for nobody else's. */
class ForgedSenderTest extends TransportTest {

    private static final SystemId PEER = SystemId.ofName("forger");
    private static final SystemId THIRD = SystemId.ofName("somebody else");
    private static final byte[] ONE = {1};

    private final FakeHome right = home(SESSIONS.withSecret(SECRET));

    private RawSession session(SystemId self) throws Exception {
        return closing(new RawSession(right.transport().address(), self, SECRET));
    }

    private void isRefused(Sender sender) throws Exception {
        RawSession forger = session(PEER).opened();

        forger.send(RawSession.message(1, "a", sender, ONE));

        assertThat(forger.bye()).satisfies(bye -> {
            assertThat(bye.why()).isEqualTo(Bye.Why.VIOLATED);
            assertThat(bye.detail()).contains("in the name of");
        });
        assertThat(forger.raw().isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
        Await.until("the session has gone", () -> right.transport().health().isEmpty());
        refusedExactly(right, Map.of(TransportRefusal.FORGED, 1L));
    }

    @Test
    void aMessageInTheNameOfAThirdSystemEndsTheSession() throws Exception {
        isRefused(new Sender(THIRD, "boss"));
    }

    @Test
    void aMessageInTheNameOfTheReceiverItselfEndsTheSession() throws Exception {
        isRefused(new Sender(right.systemId(), "boss"));
    }

    @Test
    void aMessageInItsOwnNameArrives() throws Exception {
        RawSession peer = session(PEER).opened();

        peer.send(RawSession.message(1, "a", new Sender(PEER, "own"), ONE));
        peer.send(RawSession.message(2, "a", new Sender(null, "own"), ONE));

        assertThat(right.next().sender()).isEqualTo(new ActorId(PEER, "own"));
        assertThat(right.next().sender()).isEqualTo(new ActorId(PEER, "own"));
    }

    @Test
    void whatAnHonestSystemForwardsForAThirdIsRefusedBeforeItIsSent() {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        connect(left, right);
        var forwarded = new FakeMessage(right.actor("a"), "hi").asAskOf(new ActorId(THIRD, "boss"));

        assertThat(left.send(forwarded).refusal).isEqualTo(DeadLetterReason.NOT_ENCODABLE);
        assertThat(left.send(right.actor("a"), "hi").settled()).isEqualTo("delivered");
    }

    @Test
    void nobodyIsLetInUnderTheIdOfTheListener() throws IOException {
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(RawSession.hello(right.systemId(), SECRET));

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.transport().health()).isEmpty();
    }

    @Test
    void aFailureOfAnAskOfSomebodyElseIsForNobody() throws Exception {
        RawSession forger = session(PEER).opened();

        forger.send(new SessionFrame.AskFailure(1, "not an asker of ours", new FailureCause.Stopped()));
        forger.send(RawSession.message(2, "a", null, ONE));

        // The syndicate looks for an ask of that id; the transport makes up no other.
        assertThat(right.next().sender()).isNull();
        assertThat(right.told).containsExactly("not an asker of ours stopped");
    }
}
