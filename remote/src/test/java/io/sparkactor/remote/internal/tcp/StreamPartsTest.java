package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.InboundMessage;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.StreamPart;
import io.sparkactor.testkit.Await;
import java.net.InetSocketAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pieces of streams and what is told of them, as the transport carries them. */
class StreamPartsTest extends TransportTest {

    private static final String READER = "22222222-2222-4222-8222-222222222222";

    private static FakeMessage piece(FakeHome to, long number) {
        FakeMessage message = new FakeMessage(to.actor(READER), "chunk " + number);
        message.part = new StreamPart.Chunk(number);
        return message;
    }

    @Test
    void partsArriveAsTheyWereSent() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        FakeMessage request = new FakeMessage(right.actor("a"), "please").asAskOf(left.actor(READER));
        request.part = new StreamPart.Request(256);
        left.send(request);
        InboundMessage asked = right.next();
        assertThat(asked.part()).isEqualTo(new StreamPart.Request(256));
        assertThat(asked.asker()).isNotNull();

        right.send(piece(left, 1));
        FakeMessage result = new FakeMessage(left.actor(READER), "all");
        result.part = new StreamPart.Result(2);
        right.send(result);
        assertThat(left.next().part()).isEqualTo(new StreamPart.Chunk(1));
        assertThat(left.next().part()).isEqualTo(new StreamPart.Result(2));

        for (RemoteControl control :
                new RemoteControl[] {new RemoteControl.StreamRead(READER, 64), new RemoteControl.StreamCancelled(READER)
                }) {
            assertThat(left.transport().control(right.systemId(), control)).isEqualTo(new ControlOutcome.Taken());
            Await.until(
                    "the control",
                    PATIENCE,
                    () -> right.told.contains(left.systemId() + " says " + control),
                    () -> "" + right.told);
        }
    }

    @Test
    void piecesAreInNoBooksAndRequestsAre() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        left.transport().connect(right.systemId(), new InetSocketAddress("127.0.0.1", 1));
        left.send(piece(right, 1));
        assertThat(left.transport().inFlight()).isZero();
        FakeMessage request = new FakeMessage(right.actor("a"), "please").asAskOf(left.actor(READER));
        request.part = new StreamPart.Request(256);
        left.send(request);
        assertThat(left.transport().inFlight()).isOne();
    }

    @Test
    void aPeerThatOffersNoStreamsIsSentNone() throws Exception {
        FakeHome home = home(SESSIONS);
        SystemId old = SystemId.ofName("an old version");
        try (RawSession peer = new RawSession(home.transport().address(), old, null).opened()) {
            Await.until("the guest", () -> home.transport().health().containsKey(old));
            assertThat(home.transport().carriesStreams(old)).isFalse();
            FakeMessage piece = new FakeMessage(new ActorId(old, READER), "chunk");
            piece.part = new StreamPart.Chunk(1);
            assertThat(home.send(piece).refusal).isEqualTo(DeadLetterReason.NOT_ENCODABLE);

            home.transport().control(old, new RemoteControl.StreamCancelled(READER));
            home.send(new ActorId(old, "a"), "what it knows");
            peer.send(new SessionFrame.Acknowledge(0, List.of(), 100, 1 << 20));
            SessionFrame frame = peer.read();
            while (!(frame instanceof SessionFrame.Sequenced)) {
                frame = peer.read();
            }
            assertThat(frame)
                    .isInstanceOfSatisfying(
                            SessionFrame.Message.class,
                            message -> assertThat(message.target()).isEqualTo("a"));
        }
    }
}
