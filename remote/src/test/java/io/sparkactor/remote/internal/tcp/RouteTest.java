package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.spi.HostPort;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What becomes of messages to a system that we call: the same for both kinds of peers, but where a test says otherwise. */
class RouteTest extends TransportTest {

    private static final SystemId NOBODY = SystemId.ofName("nobody");
    private static final ActorId NO_ACTOR = new ActorId(NOBODY, "a");

    static Stream<Named<TcpSettings>> kinds() {
        return Stream.of(
                Named.of("as the original", PLAIN),
                Named.of("as the original, with a secret", PLAIN.withSecret(SECRET)),
                Named.of("session", SESSIONS),
                Named.of("session, with a secret", SESSIONS.withSecret(SECRET)),
                Named.of("as the original over WebSocket", web(PLAIN)),
                Named.of("session over WebSocket", web(SESSIONS)),
                Named.of("session over WebSocket, with a secret", web(SESSIONS.withSecret(SECRET))));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aMessageComesAsItWasSent(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);
        var message = new FakeMessage(right.actor("target"), "hi");
        message.sender = left.actor("sender");

        left.send(message);

        var came = right.next();
        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(came.target()).isEqualTo(right.actor("target"));
        assertThat(came.sender()).isEqualTo(left.actor("sender"));
        assertThat(came.content()).isEqualTo("hi");
        assertThat(came.id()).isEqualTo(message.id());
        assertThat(came.deadlineNanos()).isEqualTo(Long.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aDeadlineTravels(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);
        var message = new FakeMessage(right.actor("target"), "hi");
        message.deadlineNanos = left.hooks().nanoTime() + Duration.ofSeconds(60).toNanos();

        left.send(message);

        // One JVM, one clock; the original's wire has microseconds of the wall clock.
        assertThat(right.next().deadlineNanos() - message.deadlineNanos)
                .isBetween(
                        -Duration.ofMillis(500).toNanos(), Duration.ofSeconds(5).toNanos());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatIsSentBeforeTheConnectionIsThereWaitsForIt(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        left.transport().connect(right.systemId(), right.transport().address());
        List<FakeMessage> sent = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            sent.add(left.send(right.actor("a"), "m" + i));
        }

        for (int i = 0; i < 100; i++) {
            assertThat(right.next().content()).isEqualTo("m" + i);
        }
        assertThat(sent).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        Await.until("all is settled", () -> left.transport().inFlight() == 0);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void largeAndSmallOnesKeepTheirOrder(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);
        String large = "x".repeat(300_000);

        for (int i = 0; i < 60; i++) {
            left.send(right.actor("a"), i % 3 == 0 ? large + i : "small" + i);
        }

        for (int i = 0; i < 60; i++) {
            assertThat(right.next().content()).isEqualTo(i % 3 == 0 ? large + i : "small" + i);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aCutConnectionIsMadeAgain(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        var connection = left.transport().connect(right.systemId(), wire.address());
        assertThat(connection.awaitConnected(PATIENCE)).isTrue();

        wire.cut();

        Await.until("it is connected again", () -> wire.connections() > 1);
        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        Await.until("the message has come", () -> {
            left.send(right.actor("a"), "hi");
            return !right.received.isEmpty();
        });
        assertThat(left.states)
                .containsSubsequence(
                        ConnectionState.CONNECTED, ConnectionState.DISCONNECTED, ConnectionState.CONNECTED);
    }

    @Test
    void thereIsNoRouteToWhoeverWasNeverConnected() {
        assertThat(home(SESSIONS).send(NO_ACTOR, "hi").refusal).isEqualTo(DeadLetterReason.NO_ROUTE);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void whatDoesNotTravelIsRefusedAndTheConnectionKept(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);

        assertThat(left.send(right.actor("a"), new Object()).refusal).isEqualTo(DeadLetterReason.NOT_ENCODABLE);

        left.send(right.actor("a"), "hi");
        assertThat(right.next().content()).isEqualTo("hi");
        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
        Await.until("all is settled", () -> left.transport().inFlight() == 0);
    }

    @Test
    void theQueueIsBoundedInNumber() throws IOException {
        FakeHome left = home(SESSIONS.withLimits(SESSIONS.limits().withQueue(10, 1 << 20)));
        left.transport().connect(NOBODY, deserted());

        for (int i = 0; i < 10; i++) {
            assertThat(left.send(NO_ACTOR, "hi").refusal).isNull();
        }

        assertThat(left.send(NO_ACTOR, "hi").refusal).isEqualTo(DeadLetterReason.OVERFLOW);
        assertThat(left.transport().inFlight()).isEqualTo(10);
        assertThat(left.health(NOBODY).queued()).isEqualTo(10);
    }

    @Test
    void theQueueIsBoundedInBytes() throws IOException {
        FakeHome left = home(SESSIONS.withLimits(SESSIONS.limits().withQueue(1_000, 10_000)));
        left.transport().connect(NOBODY, deserted());

        assertThat(left.send(NO_ACTOR, "x".repeat(4_000)).refusal).isNull();
        assertThat(left.send(NO_ACTOR, "x".repeat(4_000)).refusal).isEqualTo(DeadLetterReason.OVERFLOW);
    }

    @Test
    void whatNobodyWantsAnyMoreLeavesTheQueueOfAPeerThatIsAway() throws IOException {
        FakeHome left = home(SESSIONS);
        left.transport().connect(NOBODY, deserted());
        var late = new FakeMessage(NO_ACTOR, "late");
        late.deadlineNanos = left.hooks().nanoTime() + Duration.ofSeconds(1).toNanos();
        var ask = new FakeMessage(NO_ACTOR, "ask").asAskOf(left.actor("asker"));

        left.send(late);
        left.send(ask);
        ask.askEnded = true;

        assertThat(late.settled()).isEqualTo("EXPIRED");
        assertThat(ask.settled()).isEqualTo("ASK_ENDED");
        Await.until("both have left the books", () -> left.transport().inFlight() == 0);
    }

    @Test
    void whatWaitsWhenTheConnectionIsGivenUpIsSettled() throws IOException {
        FakeHome left = home(SESSIONS);
        var connection = left.transport().connect(NOBODY, deserted());
        FakeMessage waiting = left.send(NO_ACTOR, "hi");

        connection.close();
        connection.close();

        assertThat(waiting.settled()).isEqualTo("DISCONNECTED");
        assertThat(connection.state()).isEqualTo(ConnectionState.CLOSED);
        assertThat(connection.awaitConnected(PATIENCE)).isFalse();
        assertThat(left.send(NO_ACTOR, "hi").refusal).isEqualTo(DeadLetterReason.NO_ROUTE);
    }

    @Test
    void thereIsOneConnectionToASystemAtATime() throws IOException {
        FakeHome left = home(SESSIONS);
        InetSocketAddress address = deserted();
        var connection = left.transport().connect(NOBODY, address);

        assertThat(left.transport().connect(NOBODY, address)).isSameAs(connection);
        InetSocketAddress elsewhere = deserted();
        assertThatThrownBy(() -> left.transport().connect(NOBODY, elsewhere))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(HostPort.text(address));

        connection.close();
        assertThat(left.transport().connect(NOBODY, elsewhere)).isNotSameAs(connection);
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aClosingTransportDeliversWhatItHas(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        connect(left, right);
        List<FakeMessage> sent = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            sent.add(left.send(right.actor("a"), "m" + i));
        }

        left.transport().close(left.hooks().nanoTime() + PATIENCE.toNanos());

        assertThat(sent).allSatisfy(message -> assertThat(message.outcome()).isEqualTo("delivered"));
        for (int i = 0; i < 5_000; i++) {
            assertThat(right.next().content()).isEqualTo("m" + i);
        }
        assertThat(left.send(right.actor("a"), "late").refusal).isEqualTo(DeadLetterReason.SYNDICATE_CLOSED);
    }

    @Test
    void aClosingTransportSettlesWhatDoesNotArrive() throws IOException {
        FakeHome left = home(SESSIONS);
        left.transport().connect(NOBODY, deserted());
        FakeMessage waiting = left.send(NO_ACTOR, "hi");
        long start = System.nanoTime();

        left.transport().close(left.hooks().nanoTime() + Duration.ofMillis(100).toNanos());

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(100), PATIENCE);
        assertThat(waiting.outcome()).isEqualTo("DISCONNECTED");
        assertThat(left.transport().inFlight()).isZero();
    }

    @Test
    void healthTellsHowTheWayStands() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        left.send(right.actor("a"), "hi").settled();

        var there = left.health(right.systemId());
        assertThat(there.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(there.address()).isEqualTo(HostPort.text(right.transport().address()));
        assertThat(there.framesSent()).isPositive();
        assertThat(there.framesReceived()).isPositive();
        assertThat(there.connectionsOpened()).isEqualTo(1);
        assertThat(there.unacknowledged()).isZero();
        assertThat(there.lastSuccess()).isPresent();
        assertThat(there.lastFailure()).isEmpty();
        assertThat(right.health(left.systemId()).state()).isEqualTo(ConnectionState.CONNECTED);
    }

    @Test
    void manySendersKeepTheirOwnOrder() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        List<Thread> senders = new ArrayList<>();
        for (int s = 0; s < 4; s++) {
            int sender = s;
            senders.add(Thread.ofVirtual().start(() -> {
                for (int i = 0; i < 2_000; i++) {
                    left.send(right.actor("s" + sender), i);
                }
            }));
        }
        int[] next = new int[4];

        for (int i = 0; i < 8_000; i++) {
            var came = right.next();
            int sender = came.target().uuid().charAt(1) - '0';
            assertThat(came.content()).isEqualTo(next[sender]++);
        }
        for (Thread thread : senders) {
            thread.join();
        }
        Await.until("all is settled", () -> left.transport().inFlight() == 0);
    }
}
