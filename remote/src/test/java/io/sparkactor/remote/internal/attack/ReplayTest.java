package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ConnectionState;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.RecordedWire;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.handshake.SessionOpening;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Whoever has recorded the connections of two Java systems with a secret can do nothing with that. */
class ReplayTest extends TransportTest {

    private static final TcpSettings SEALED = SESSIONS.withSecret(SECRET);

    private final FakeHome left = home(SEALED);

    /** What went from left to right over an honest connection, on which everything arrived; it goes on. */
    private byte[] recorded(FakeHome right) throws Exception {
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        for (int i = 0; i < 20; i++) {
            left.send(right.actor("a"), i).settled();
            assertThat(right.next().content()).isEqualTo(i);
        }
        return wire.recorded();
    }

    private static void play(byte[] recorded, FakeHome to) throws IOException {
        try (var raw = new RawPeer(to.transport().address())) {
            raw.send(recorded);
            raw.readFrame(); // a handshake of this connection
            assertThat(raw.isClosedByPeer()).isTrue();
        }
    }

    @Test
    void nothingOfASessionIsTakenAgainAndTheSessionGoesOn() throws Exception {
        FakeHome right = home(SEALED);
        byte[] recorded = recorded(right);

        for (int i = 0; i < Attack.times(50); i++) {
            play(recorded, right);
        }

        assertThat(right.received).isEmpty();
        left.send(right.actor("a"), "still there").settled();
        assertThat(right.next().content()).isEqualTo("still there");
        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
        assertThat(right.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void aSystemThatHasRestartedTakesNothingOfItsFormerLife() throws Exception {
        FakeHome first = new FakeHome("played to again", SEALED);
        byte[] recorded = recorded(first);
        first.close();
        FakeHome second = closing(new FakeHome("played to again", SEALED));

        for (int i = 0; i < Attack.times(50); i++) {
            play(recorded, second);
        }

        assertThat(second.received).isEmpty();
        assertThat(second.states).isEmpty();
        assertThat(second.transport().health()).isEmpty();
    }

    @Test
    void anOldHandshakeGetsNoRoomForMoreThanTheProof() throws Exception {
        FakeHome right = home(SEALED);
        byte[] hello = RecordedWire.frames(recorded(right)).getFirst();
        var raw = closing(new RawPeer(right.transport().address()));
        raw.sendFrame(hello);
        raw.readFrame();

        raw.send(ByteBuffer.allocate(Integer.BYTES)
                .putInt(SessionOpening.longestOpen() + 1)
                .array());

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void anOldHandshakeThatSaysNothingMoreIsClosedInTime() throws Exception {
        FakeHome right = home(SEALED.withTimes(SEALED.times().withHandshake(Duration.ofSeconds(1))));
        byte[] hello = RecordedWire.frames(recorded(right)).getFirst();
        var raw = closing(new RawPeer(right.transport().address()));
        raw.sendFrame(hello);
        raw.readFrame();

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void anOldHandshakeOfTheOriginalThatShowsNothingSealedIsClosedInTime() throws Exception {
        FakeHome right = home(SEALED.withTimes(SEALED.times().withHandshake(Duration.ofMillis(200))));
        var raw = closing(new RawPeer(right.transport().address()));
        raw.sendFrame(RawPeer.hello(left.systemId(), SECRET));
        raw.readFrame();

        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void noOfferOfSessionsCanBeTakenOutOfAHandshake() throws Exception {
        FakeHome right = home(SEALED);
        byte[] hello = RecordedWire.frames(recorded(right)).getFirst();
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(RecordedWire.withoutOffer(hello));

        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void whoeverAnswersWithWhatWasRecordedIsNotTalkedTo() throws Exception {
        FakeHome right = home(SEALED);
        byte[] theirs;
        try (var raw = new RawPeer(right.transport().address())) {
            raw.sendFrame(RawSession.hello(left.systemId(), SECRET));
            theirs = raw.readFrame();
        }
        for (byte[] answer : List.of(theirs, RecordedWire.withoutOffer(theirs))) {
            AtomicInteger calls = new AtomicInteger();
            var pretender = closing(pretender(answer, calls));
            FakeHome caller = home(SEALED);
            caller.transport().connect(right.systemId(), (InetSocketAddress) pretender.getLocalSocketAddress());

            FakeMessage message = caller.send(right.actor("a"), "for right only");

            Await.until("it was tried some times", () -> calls.get() > 3);
            assertThat(message.outcome()).isNull();
            assertThat(caller.states).doesNotContain(ConnectionState.CONNECTED);
        }
    }

    /** A server that answers each handshake with the same bytes, and keeps the connection for one more frame. */
    private static ServerSocket pretender(byte[] answer, AtomicInteger calls) throws IOException {
        var server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofPlatform().daemon().name("pretender").start(() -> {
            try {
                while (true) {
                    try (Socket accepted = server.accept()) {
                        accepted.getInputStream().read();
                        accepted.getOutputStream().write(RawPeer.frame(answer));
                        accepted.getOutputStream().write(new byte[] {0, 0, 0, 54});
                        accepted.getOutputStream().write(new byte[54]);
                        calls.incrementAndGet();
                        accepted.getInputStream().readAllBytes();
                    } catch (java.net.SocketException e) {
                        if (server.isClosed()) {
                            return;
                        }
                    }
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        return server;
    }
}
