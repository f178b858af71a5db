package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.faults.Way;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Java systems have beyond the original. */
class SessionTest extends TransportTest {

    static List<Named<TcpSettings>> kinds() {
        return List.of(Named.of("without a secret", SESSIONS), Named.of("with a secret", SESSIONS.withSecret(SECRET)));
    }

    private static TcpSettings heartbeat(Duration period) {
        return SESSIONS.withTimes(SESSIONS.times().withHeartbeat(period));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void nothingIsLostOrDoubledOverManyCuts(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        left.transport().connect(right.systemId(), wire.address());
        List<FakeMessage> sent = new ArrayList<>();
        int all = 20_000;

        // So that each cut hits what is under way, and much is to come that needs another connection.
        var ahead = new Semaphore(2_000);
        var sender = Thread.ofVirtual().start(() -> {
            for (int i = 0; i < all; i++) {
                ahead.acquireUninterruptibly();
                sent.add(left.send(right.actor("a"), i));
            }
        });
        for (int i = 0; i < all; i++) {
            if (i % 2_500 == 1_000) {
                wire.cut();
            }
            assertThat(right.next().content()).isEqualTo(i);
            ahead.release();
        }

        sender.join();
        Await.until("all is acknowledged", () -> left.transport().inFlight() == 0);
        assertThat(sent).allSatisfy(message -> assertThat(message.outcome()).isEqualTo("delivered"));
        assertThat(right.received).isEmpty();
        assertThat(wire.connections()).isGreaterThan(2);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void answersGoBackOverTheSameConnection(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);
        left.send(right.actor("a"), "hi");
        right.next();

        FakeMessage answer = right.send(left.actor("b"), "answer");

        assertThat(left.next().content()).isEqualTo("answer");
        assertThat(answer.settled()).isEqualTo("delivered");
    }

    @Test
    void anAnswerWaitsForWhoeverWasCutOff() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        wire.cut();

        FakeMessage answer = right.send(left.actor("b"), "answer");

        assertThat(answer.refusal).isNull();
        assertThat(left.next().content()).isEqualTo("answer");
        assertThat(answer.settled()).isEqualTo("delivered");
    }

    @Test
    void whoeverDoesNotComeBackIsGivenUp() throws Exception {
        FakeHome right = home(SESSIONS.withTimes(SESSIONS.times().withSession(Duration.ofMillis(100))));
        FakeHome left = home(SESSIONS);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        Await.until("both know it", () -> right.states.contains(ConnectionState.CONNECTED));
        wire.stall(Way.OUT);

        FakeMessage answer = right.send(left.actor("b"), "answer");
        wire.close();

        assertThat(answer.settled()).isIn("DISCONNECTED", "UNACKNOWLEDGED");
        Await.until("it is forgotten", () -> right.transport().health().isEmpty());
        assertThat(right.send(left.actor("b"), "answer").refusal).isEqualTo(DeadLetterReason.NO_ROUTE);
    }

    @Test
    void aRefusalByTheMailboxComesBack() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        right.mailbox = _ -> new Delivery.Refused(DeadLetterReason.INBOX_FULL);
        connect(left, right);

        assertThat(left.send(right.actor("a"), "hi").settled()).isEqualTo("INBOX_FULL");
    }

    @Test
    void whatTheReceiverDoesNotAllowComesBack() {
        FakeHome left = home(SESSIONS.withAllowed(List.of(Letter.class)));
        FakeHome right = home(SESSIONS);
        connect(left, right);

        assertThat(left.send(right.actor("a"), new Letter("hi")).settled()).isEqualTo("NOT_ENCODABLE");
        assertThat(left.send(right.actor("a"), "hi").settled()).isEqualTo("delivered");
    }

    record Letter(String text) {}

    @Test
    void whatIsTooLongForThePeerIsRefusedAndTheRestArrives() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS.withLimits(SESSIONS.limits().withFrameBytes(1 << 20)));
        connect(left, right);

        FakeMessage tooLong = left.send(right.actor("a"), "x".repeat(3 << 20));
        FakeMessage longId = left.send(right.actor("y".repeat(2_000)), "hi");
        FakeMessage fitting = left.send(right.actor("a"), "hi");

        assertThat(tooLong.settled()).isEqualTo("NOT_ENCODABLE");
        assertThat(longId.settled()).isEqualTo("NOT_ENCODABLE");
        assertThat(fitting.settled()).isEqualTo("delivered");
        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void recordsThatBothAllowTravel() throws Exception {
        TcpSettings allowing = SESSIONS.withAllowed(List.of(Letter.class));
        FakeHome left = home(allowing);
        FakeHome right = home(allowing);
        left.transport().connect(right.systemId(), right.transport().address());

        left.send(right.actor("a"), new Letter("hi"));

        assertThat(right.next().content()).isEqualTo(new Letter("hi"));
    }

    @Test
    void whoeverAsksIsToldThatThereWillBeNoReply() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);

        asker(left, right, "first").handlerThrew(new IllegalStateException("no"));
        asker(left, right, "second").targetStopped();
        asker(left, right, "third").refused(DeadLetterReason.EXPIRED);

        Await.until("all are told", () -> left.told.size() == 3);
        assertThat(left.told).containsExactly("first threw no", "second stopped", "third refused EXPIRED");
    }

    private static RemoteAsker asker(FakeHome left, FakeHome right, String name) throws InterruptedException {
        left.send(new FakeMessage(right.actor("a"), "well?").asAskOf(left.actor(name)));
        return Objects.requireNonNull(right.next().asker(), "the asker");
    }

    @Test
    void aDeadConnectionIsFoundByItsSilence() throws Exception {
        var settings = heartbeat(Duration.ofMillis(30));
        // A call that the wire swallows must end long before the test does.
        settings = settings.withTimes(settings.times().withHandshake(Duration.ofMillis(300)));
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();

        wire.swallow(true);
        Await.until(
                "both sides see it",
                () -> left.states.contains(ConnectionState.DISCONNECTED)
                        && right.states.contains(ConnectionState.DISCONNECTED));
        wire.swallow(false);
        FakeMessage message = left.send(right.actor("a"), "hi");

        assertThat(right.next().content()).isEqualTo("hi");
        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(left.reasons.toString() + right.reasons).contains("no sign of life");
    }

    @Test
    void aMessageThatTakesLongerThanSilenceMayArrives() throws Exception {
        FakeHome left = home(heartbeat(Duration.ofMillis(100)));
        FakeHome right = home(heartbeat(Duration.ofMillis(100)));
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();

        wire.chop(512).delay(Duration.ofMillis(5));

        assertThat(left.send(right.actor("a"), "x".repeat(80_000)).settled()).isEqualTo("delivered");
    }

    @Test
    void anIdleConnectionLives() {
        FakeHome left = home(heartbeat(Duration.ofMillis(300)));
        FakeHome right = home(heartbeat(Duration.ofMillis(300)));
        connect(left, right);
        long before = left.health(right.systemId()).framesReceived();

        Await.until(
                "more heartbeats have come than silence may last",
                PATIENCE,
                () -> left.health(right.systemId()).framesReceived() > before + 5);

        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void whoeverSpeaksMoreRarelyIsWaitedForAsLongAsItSays() {
        FakeHome left = home(heartbeat(Duration.ofMillis(300)));
        FakeHome right = home(heartbeat(Duration.ofMillis(1_200)));
        connect(left, right);
        long before = left.health(right.systemId()).framesReceived();

        Await.until(
                "it has spoken again",
                PATIENCE,
                () -> left.health(right.systemId()).framesReceived() > before + 1);

        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
    }

    @Test
    void aRestartedPeerGetsANewSession() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome first = new FakeHome("restarted", SESSIONS);
        var wire = closing(FaultProxy.before(first.transport().address(), 1));
        assertThat(left.transport().connect(first.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        left.send(first.actor("a"), "one").settled();
        first.close();
        FakeHome second = closing(new FakeHome("restarted", SESSIONS));
        wire.target(second.transport().address());

        Await.until("it is there again", () -> left.states.lastIndexOf(ConnectionState.CONNECTED) > 0);
        left.send(second.actor("a"), "two");

        assertThat(second.next().content()).isEqualTo("two");
    }

    @Test
    void whatWasOnItsWayToAPeerThatSaysGoodByeIsUnacknowledgedOrDelivered() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        var inMailbox = new CountDownLatch(1);
        var gate = new CountDownLatch(1);
        right.mailbox = _ -> {
            inMailbox.countDown();
            await(gate);
            return new Delivery.Accepted();
        };
        FakeMessage message = left.send(right.actor("a"), "hi");
        inMailbox.await();

        var closing = Thread.ofVirtual()
                .start(() -> left.transport()
                        .close(left.hooks().nanoTime() + Duration.ofMillis(50).toNanos()));
        closing.join();
        gate.countDown();

        assertThat(message.settled()).isEqualTo("UNACKNOWLEDGED");
        assertThat(left.transport().inFlight()).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aFrameThatWasChangedOnItsWayIsNotTaken() throws Exception {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        left.send(right.actor("a"), "one").settled();
        right.next();

        wire.disturb(Way.IN);
        FakeMessage message = left.send(right.actor("a"), "two");

        assertThat(right.next().content()).isEqualTo("two");
        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(right.reasons).anyMatch(reason -> reason.contains("the seal of frame"));
    }

    @Test
    void aRecordedSessionCannotBePlayedAgain() throws Exception {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        var connection = left.transport().connect(right.systemId(), wire.address());
        left.send(right.actor("a"), "secret order").settled();
        right.next();
        connection.close();
        Await.until("it is forgotten", () -> right.transport().health().isEmpty());

        var raw = closing(new RawPeer(right.transport().address()));
        raw.send(wire.recorded());
        raw.readFrame(); // the handshake, with another nonce

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
        assertThat(right.transport().health()).isEmpty();
    }
}
