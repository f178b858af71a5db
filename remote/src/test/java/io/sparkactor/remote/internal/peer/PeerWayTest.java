package io.sparkactor.remote.internal.peer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.ExitReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.handshake.Dialler;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.testkit.Await;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where both sides call each other there is one session, whoever has begun it. */
@Timeout(120)
class PeerWayTest extends WayFixture {

    private static final TcpSettings IMPATIENT = SESSIONS.withTimes(
            SESSIONS.times().withSession(Duration.ofMillis(200)).withHandshake(Duration.ofMillis(300)));

    private static final TcpSettings QUICK = SESSIONS.withTimes(SESSIONS.times().withHandshake(Duration.ofMillis(300)));

    private final FakeHome left = home(SESSIONS);
    private final FakeHome right = home(SESSIONS);

    /** A dialler that can be let through and held up. */
    private static final class Gate implements Dialler {

        private volatile Dialler through;
        private volatile boolean open;
        private volatile int dials;

        Gate(Dialler through, boolean open) {
            this.through = through;
            this.open = open;
        }

        @Override
        public String address() {
            return "gate";
        }

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // on the loop alone
        public void dial(Attempt attempt) {
            dials++;
            if (open) {
                through.dial(attempt);
            } else {
                attempt.failed("the gate is closed");
            }
        }
    }

    private static List<FakeMessage> send(Switchboard from, FakeHome to, int first, int behind) {
        List<FakeMessage> sent = new ArrayList<>();
        for (int i = first; i < behind; i++) {
            var message = new FakeMessage(to.actor("a"), i);
            assertThat(from.send(message)).isNull();
            sent.add(message);
        }
        return sent;
    }

    private static void came(FakeHome to, int behind) throws InterruptedException {
        for (int i = 0; i < behind; i++) {
            assertThat(to.next().content()).isEqualTo(i);
        }
        assertThat(to.received).isEmpty();
    }

    private static void monitor(Switchboard from, FakeHome to) {
        assertThat(from.control(to.systemId(), new RemoteControl.Monitor("b", "a")))
                .isEqualTo(new ControlOutcome.Taken());
    }

    private static void awaitState(FakeHome home, ConnectionState state) {
        Await.until(state + " is told", () -> home.states.contains(state));
    }

    private static void awaitTold(FakeHome home, String text) {
        Await.until(
                "a word of " + text,
                PATIENCE,
                () -> home.told.stream().anyMatch(told -> told.contains(text)),
                () -> home.told + " " + home.reasons);
    }

    @Test
    void whoHasCalledUsIsNotCalled() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        there.connect(left.systemId(), new MemoryDialler(there, here)).awaitConnected(PATIENCE);
        passes(here, right, "before");
        var gate = new Gate(new MemoryDialler(here, there), true);

        Connection connection = here.connect(right.systemId(), gate);

        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        assertThat(connection.peer()).isEqualTo(right.systemId());
        passes(here, right, "behind");
        passes(there, left, "back");
        assertThat(gate.dials).isZero();
        assertThat(left.told).isEmpty();
        assertThat(health(here, right).connectionsOpened()).isEqualTo(1);
    }

    @Test
    void theRouteDialsWhenTheSessionOfTheGuestIsOver() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        Connection theirs = there.connect(left.systemId(), new MemoryDialler(there, here));
        theirs.awaitConnected(PATIENCE);
        var gate = new Gate(new MemoryDialler(here, there), false);
        Connection ours = here.connect(right.systemId(), gate);
        ours.awaitConnected(PATIENCE);
        monitor(here, right);

        theirs.close();
        awaitTold(left, " lost: ");
        List<FakeMessage> waiting = send(here, right, 0, 20);
        gate.open = true;

        came(right, 20);
        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        assertThat(ours.awaitConnected(PATIENCE)).isTrue();
        assertThat(right.told).anyMatch(told -> told.contains(" lost: "));
        assertThat(left.told).hasSize(1);
        passes(there, left, "over our connection");
    }

    @Test
    void whatWaitsForTheRouteGoesToWhoCallsMeanwhile() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        var gate = new Gate(new MemoryDialler(here, there), false);
        Connection ours = here.connect(right.systemId(), gate);
        monitor(here, right);
        List<FakeMessage> sent = send(here, right, 0, 50);

        there.connect(left.systemId(), new MemoryDialler(there, here));
        sent.addAll(send(here, right, 50, 100));

        came(right, 100);
        assertThat(sent).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        awaitTold(right, "Monitor");
        assertThat(ours.awaitConnected(PATIENCE)).isTrue();
        assertThat(left.told).isEmpty();
    }

    @Test
    void whatTheGuestDoesNotFetchAnyMoreGoesByTheRoute() throws Exception {
        Switchboard here = board(left, IMPATIENT);
        Switchboard there = board(right, SESSIONS);
        var theirs = new MemoryDialler(there, here);
        var theirGate = new Gate(theirs, true);
        there.connect(left.systemId(), theirGate).awaitConnected(PATIENCE);
        var gate = new Gate(new MemoryDialler(here, there), false);
        here.connect(right.systemId(), gate).awaitConnected(PATIENCE);
        monitor(there, left);

        theirGate.open = false;
        theirs.cut();
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);
        awaitTold(left, " lost: ");
        gate.open = true;

        came(right, 20); // though the other side would wait for much longer to go on with what it had begun
        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        awaitTold(right, " lost: ");
        passes(there, left, "back");
    }

    /** A session takes one message from the queue before it knows how much it may send. */
    @Test
    void whatAGuestHadTakenAndWasNotSentGoesFirstByTheRoute() throws Exception {
        Switchboard here = board(left, IMPATIENT);
        Switchboard there = board(right, IMPATIENT);
        var gate = new Gate(new MemoryDialler(here, there), false);
        here.connect(right.systemId(), gate);
        List<FakeMessage> waiting = send(here, right, 0, 20);
        var network = new HeldNetwork();
        there.connect(left.systemId(), network.dialler(there, here));
        HeldNetwork.settle(here, there);
        while (!left.states.contains(ConnectionState.CONNECTED)) { // two handshakes, and the offer
            network.step(there);
            HeldNetwork.settle(here, there);
        }

        network.unplug();
        awaitTold(left, " lost: ");
        gate.open = true;

        came(right, 20);
        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
    }

    @Test
    void aGuestThatIsCutOffIsWaitedFor() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        var theirs = new MemoryDialler(there, here);
        var theirGate = new Gate(theirs, true);
        there.connect(left.systemId(), theirGate).awaitConnected(PATIENCE);
        var gate = new Gate(new MemoryDialler(here, there), true);
        Connection ours = here.connect(right.systemId(), gate);
        ours.awaitConnected(PATIENCE);
        monitor(here, right);

        theirGate.open = false;
        theirs.cut();
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);
        Await.until("our side has looked who is there", () -> gate.dials > 1);
        assertThat(right.received).isEmpty();
        theirGate.open = true;

        came(right, 20);
        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        assertThat(ours.awaitConnected(PATIENCE)).isTrue();
        assertThat(left.told).isEmpty();
        assertThat(right.told).hasSize(1).allMatch(told -> told.contains("Monitor"));
    }

    @Test
    void aGuestThatWasRestartedIsNotWaitedFor() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard first = open(right, SESSIONS);
        var network = new HeldNetwork();
        network.flow();
        first.connect(left.systemId(), network.dialler(first, here)).awaitConnected(PATIENCE);
        var gate = new Gate(new MemoryDialler(here, first), false);
        here.connect(right.systemId(), gate).awaitConnected(PATIENCE);
        monitor(here, right);

        network.unplug();
        first.close(right.hooks().nanoTime(), new Nowhere());
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);
        gate.through = new MemoryDialler(here, board(right, SESSIONS));
        gate.open = true;

        came(right, 20);
        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        awaitTold(left, " lost: ");
    }

    @Test
    void aChangedHandshakeEndsNoSessionThatIsAwaited() throws Exception {
        Switchboard here = board(left, SESSIONS.withSecret(SECRET));
        Switchboard there = board(right, SESSIONS.withSecret(SECRET));
        var network = new HeldNetwork();
        network.flow();
        there.connect(left.systemId(), network.dialler(there, here)).awaitConnected(PATIENCE);
        var line = new MemoryDialler(here, there);
        String instance = there.parts().instance();
        line.change(frame -> new String(frame, StandardCharsets.ISO_8859_1)
                .replace(instance, "x" + instance.substring(1))
                .getBytes(StandardCharsets.ISO_8859_1));
        var gate = new Gate(line, true);
        here.connect(right.systemId(), gate).awaitConnected(PATIENCE);
        monitor(here, right);

        network.unplug();
        awaitState(left, ConnectionState.DISCONNECTED);
        Await.until("it has looked some times", PATIENCE, () -> gate.dials > 3);
        network.plug();
        network.flow();

        passes(here, right, "behind");
        assertThat(left.told).isEmpty();
        assertThat(right.told).noneMatch(told -> told.contains(" lost: "));
    }

    @Test
    void whoeverClosesEndsTheSessionThatTheOtherSideHasBegun() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        Connection theirs = there.connect(left.systemId(), new MemoryDialler(there, here));
        theirs.awaitConnected(PATIENCE);
        var gate = new Gate(new MemoryDialler(here, there), true);
        Connection ours = here.connect(right.systemId(), gate);
        ours.awaitConnected(PATIENCE);
        monitor(here, right);

        ours.close();

        assertThat(ours.state()).isEqualTo(ConnectionState.CLOSED);
        awaitTold(left, " lost: ");
        awaitTold(right, " lost: ");
        Await.until("the other side has called again", () -> here.health().containsKey(right.systemId()));
        passes(here, right, "hi");
        passes(there, left, "hi");
        assertThat(gate.dials).isZero();
    }

    @Test
    void whatWasNotSentIsSettledWhenTheConnectionIsClosedThatRidesOnAGuest() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        var theirs = new MemoryDialler(there, here);
        var theirGate = new Gate(theirs, true);
        there.connect(left.systemId(), theirGate).awaitConnected(PATIENCE);
        Connection ours = here.connect(right.systemId(), new Gate(new MemoryDialler(here, there), false));
        ours.awaitConnected(PATIENCE);
        theirGate.open = false;
        theirs.cut();
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);

        ours.close();

        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("DISCONNECTED"));
        assertThat(here.health()).doesNotContainKey(right.systemId());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whereOneDirectionLeadsNowhereTheOtherOneIsTaken(boolean smallerIsReached) throws Exception {
        boolean leftIsSmaller =
                left.systemId().uuid().compareTo(right.systemId().uuid()) < 0;
        FakeHome near = leftIsSmaller == smallerIsReached ? right : left;
        FakeHome far = near == left ? right : left;
        Switchboard caller = board(near, SESSIONS);
        Switchboard called = board(far, SESSIONS);
        // Its connections are made, as it seems, and then nothing comes.
        Connection inVain = called.connect(near.systemId(), new HeldNetwork().dialler(called, caller));

        Connection connection = caller.connect(far.systemId(), new MemoryDialler(caller, called));

        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        assertThat(inVain.awaitConnected(PATIENCE)).isTrue();
        passes(caller, far, "hi");
        passes(called, near, "hi");
    }

    @Test
    void whoHasNoRoomForTheSessionOfTheOtherSideMayBeginOne() throws Exception {
        boolean leftIsSmaller =
                left.systemId().uuid().compareTo(right.systemId().uuid()) < 0;
        FakeHome small = leftIsSmaller ? left : right;
        FakeHome large = leftIsSmaller ? right : left;
        Switchboard full = board(large, SESSIONS.withLimits(SESSIONS.limits().withConnections(1, 1)));
        Switchboard there = board(home(SESSIONS), SESSIONS);
        there.connect(large.systemId(), new MemoryDialler(there, full)).awaitConnected(PATIENCE);
        Switchboard refused = board(small, SESSIONS);
        var gate = new Gate(new MemoryDialler(refused, full), true);
        refused.connect(large.systemId(), gate);
        awaitState(small, ConnectionState.DISCONNECTED);
        gate.open = false;
        for (int i = 0; i < 4; i++) { // what was begun meanwhile ends
            HeldNetwork.settle(refused, full);
        }

        Connection connection = full.connect(small.systemId(), new MemoryDialler(full, refused));

        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        passes(full, small, "hi");
        passes(refused, large, "hi");
    }

    @Test
    void anOfferThatIsNeverAnsweredDoesNotStandForEver() throws Exception {
        boolean leftIsSmaller =
                left.systemId().uuid().compareTo(right.systemId().uuid()) < 0;
        FakeHome small = leftIsSmaller ? left : right;
        FakeHome large = leftIsSmaller ? right : left;
        Switchboard offering = board(small, IMPATIENT);
        Switchboard waiting = board(large, IMPATIENT);
        var network = new HeldNetwork();
        offering.connect(large.systemId(), network.dialler(offering, waiting));
        HeldNetwork.settle(offering, waiting);
        network.step(offering); // the handshake
        HeldNetwork.settle(offering, waiting);
        network.step(offering); // that of the other side: now the offer is on its way, and never comes
        HeldNetwork.settle(offering, waiting);

        Connection connection = waiting.connect(small.systemId(), new MemoryDialler(waiting, offering));

        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        passes(waiting, small, "hi");
        passes(offering, large, "hi");
    }

    @Test
    void aRestartedPeerTakesThePlaceOfTheSessionThatItHadAgreedTo() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard first = open(right, SESSIONS);
        var network = new HeldNetwork();
        network.flow();
        here.connect(right.systemId(), network.dialler(here, first)).awaitConnected(PATIENCE);
        monitor(here, right);
        network.unplug();
        first.close(right.hooks().nanoTime(), new Nowhere());

        Switchboard second = board(right, SESSIONS);
        Connection theirs = second.connect(left.systemId(), new MemoryDialler(second, here));

        assertThat(theirs.awaitConnected(PATIENCE)).isTrue();
        awaitTold(left, " lost: ");
        passes(here, right, "hi");
        passes(second, left, "hi");
        assertThat(left.told).hasSize(1);
    }

    @Test
    void monitorsOfBothSidesLiveOnWhenBothHaveCalled() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        here.connect(right.systemId(), new MemoryDialler(here, there));
        Connection theirs = there.connect(left.systemId(), new MemoryDialler(there, here));
        assertThat(theirs.awaitConnected(PATIENCE)).isTrue();
        monitor(here, right);
        monitor(there, left);
        awaitTold(right, "Monitor");
        awaitTold(left, "Monitor");
        here.control(right.systemId(), new RemoteControl.Exited("a", "b", new ExitReason.Normal()));
        awaitTold(right, "Exited");

        assertThat(left.told).hasSize(1);
        assertThat(right.told).hasSize(2);
    }

    /** Or the syndicate would take what began with the new session for lost with the old one. */
    @Test
    void aLossIsToldBeforeTheNextSessionBegins() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard first = board(right, SESSIONS);
        Connection ours = here.connect(right.systemId(), new MemoryDialler(here, first));
        ours.awaitConnected(PATIENCE);
        monitor(here, right);
        Switchboard second = board(right, SESSIONS);
        var network = new HeldNetwork();
        second.connect(left.systemId(), network.dialler(second, here));
        HeldNetwork.settle(here, second);
        for (int i = 0; i < 2; i++) { // two handshakes
            network.step(second);
            HeldNetwork.settle(here, second);
        }
        var told = new CompletableFuture<List<String>>();
        left.listening = state -> {
            if (state == ConnectionState.CONNECTED) {
                told.complete(List.copyOf(left.told));
            }
        };

        var busy = new CountDownLatch(1);
        here.parts().loop().execute(() -> await(busy));
        network.step(second); // the offer waits for the loop
        ours.close(); // as what is closed does, behind it
        busy.countDown();

        assertThat(told.get(5, TimeUnit.SECONDS)).singleElement().asString().contains(" lost: ");
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(5, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aCloseDoesNotWaitForAGuestThatCannotComeBack() throws Exception {
        Switchboard here = open(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        var theirs = new MemoryDialler(there, here);
        var theirGate = new Gate(theirs, true);
        there.connect(left.systemId(), theirGate).awaitConnected(PATIENCE);
        theirGate.open = false;
        theirs.cut();
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);

        here.close(left.hooks().nanoTime() + Duration.ofDays(1).toNanos(), new Nowhere());

        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("DISCONNECTED"));
    }

    @Test
    void whatWaitsForAGuestThatCannotComeBackGoesByTheRouteBeforeTheClose() throws Exception {
        Switchboard here = open(left, QUICK);
        Switchboard there = board(right, SESSIONS);
        var theirs = new MemoryDialler(there, here);
        var theirGate = new Gate(theirs, true);
        there.connect(left.systemId(), theirGate).awaitConnected(PATIENCE);
        here.connect(right.systemId(), new MemoryDialler(here, there)).awaitConnected(PATIENCE);
        theirGate.open = false;
        theirs.cut();
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);

        here.close(left.hooks().nanoTime() + PATIENCE.toNanos(), new Nowhere());

        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        came(right, 20);
    }

    @Test
    void aWayOfItsOwnTakesThePlaceOfADetourAndOfItsSession() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        var by = new MemoryDialler(here, there);
        var gate = new Gate(by, true);
        here.detour(new By(gate));
        passes(here, right, "by the detour");
        monitor(here, right);
        awaitTold(right, "Monitor");
        gate.open = false;
        by.cut();
        awaitState(left, ConnectionState.DISCONNECTED);
        List<FakeMessage> waiting = send(here, right, 0, 20);

        Connection connection = here.connect(right.systemId(), new MemoryDialler(here, there));

        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        came(right, 20);
        assertThat(waiting).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        assertThat(left.told).isEmpty();
        assertThat(right.told).hasSize(1);
        assertThat(health(here, right).address()).isEqualTo("memory");
    }

    @Test
    void aDetourThatLeadsThereIsLeftForAWayOfItsOwn() throws Exception {
        Switchboard here = board(left, SESSIONS);
        Switchboard there = board(right, SESSIONS);
        here.detour(new By(new Gate(new MemoryDialler(here, there), true)));
        passes(here, right, "by the detour");
        monitor(here, right);
        awaitTold(right, "Monitor");

        here.connect(right.systemId(), new MemoryDialler(here, there)).awaitConnected(PATIENCE);

        passes(here, right, "straight");
        passes(there, left, "and back");
        here.closeDetours("nobody needs them");
        passes(here, right, "still");
        assertThat(left.told).isEmpty();
        assertThat(right.told).hasSize(1);
        assertThat(health(here, right).connectionsOpened()).isEqualTo(2);
    }

    /** Leads everywhere by one dialler. */
    private record By(Dialler dialler) implements Detour {

        @Override
        public Dialler to(SystemId peer) {
            return dialler;
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
}
