package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ConnectionState;
import io.sparkactor.ExitReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.faults.Way;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl.Exited;
import io.sparkactor.spi.RemoteControl.Monitor;
import io.sparkactor.spi.RemoteControl.Unlinked;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The loss of a way is told, and nothing that was taken before comes behind it. */
class PeerLossTest extends ControlFixture {

    private static final TcpSettings IMPATIENT =
            SESSIONS.withTimes(SESSIONS.times().withSession(Duration.ofSeconds(1)));

    @Test
    void whatWasTakenBeforeASystemWithoutSessionsWasMetIsLost() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(PLAIN);
        var wire = closing(FaultProxy.before(right.transport().address(), 1).refuse(true));
        left.transport().connect(right.systemId(), wire.address());
        take(left, right, new Monitor("b", "a"));
        assertThat(left.told).isEmpty();

        wire.refuse(false);

        awaitTold(left, "the Python original");
        assertThat(say(left, right, new Monitor("b", "a"))).isEqualTo(new ControlOutcome.Unsupported());
    }

    @Test
    void itIsRefusedWithoutAWayAndWhileTheTransportCloses() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        assertThat(say(left, right, new Unlinked("b", "a"))).isInstanceOf(ControlOutcome.Refused.class);
        connect(left, right);

        close(left);

        assertThat(say(left, right, new Unlinked("b", "a"))).isInstanceOf(ControlOutcome.Refused.class);
        assertThat(left.told).anyMatch(told -> told.contains(right.systemId() + " lost: "));
        awaitLost(right, left.systemId());
    }

    @Test
    void theWayIsGivenUpToWhoeverDoesNotReadItsAnswers() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        wire.stall(Way.IN);
        String text = "x".repeat(RemoteFailureException.LONGEST_TEXT);
        var large = new Exited("b", "a", new ExitReason.Failed(new RemoteFailureException(text, text, text)));

        int taken = 0;
        while (say(left, right, large) instanceof ControlOutcome.Taken) {
            taken++;
        }

        assertThat(taken).isBetween(1_000, 4_000);
        awaitTold(left, right.systemId() + " lost: more exits and answers wait");
        wire.flow(Way.IN);
        Await.until(
                "there is room again",
                () -> say(left, right, new Exited("last", "a", NORMAL)) instanceof ControlOutcome.Taken);
        awaitTold(right, "Exited[from=last");
        awaitLost(right, left.systemId());
    }

    @Test
    void nothingThatWasTakenBeforeALossComesBehindIt() {
        FakeHome left = home(IMPATIENT);
        FakeHome right = home(IMPATIENT);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        assertThat(left.transport().connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        take(left, right, new Monitor("first", "a"));
        awaitTold(right, "from=first");
        wire.refuse(true);
        wire.cut();
        Await.until("it is cut", () -> left.states.contains(ConnectionState.DISCONNECTED));
        take(left, right, new Monitor("early", "a"));

        long before = losses(left);
        Await.until("a loss", PATIENCE, () -> losses(left) > before);
        awaitLost(right, left.systemId());
        wire.refuse(false);
        Await.until("it is back", () -> left.states.getLast() == ConnectionState.CONNECTED);
        take(left, right, new Monitor("late", "a"));

        awaitTold(right, "from=late");
        assertThat(right.told).noneMatch(told -> told.contains("from=early"));
    }

    @Test
    void theLossOfARestartedPeerIsToldOnceAndBeforeTheNextSession() {
        FakeHome left = home(SESSIONS);
        FakeHome first = new FakeHome("restarted-exits", SESSIONS);
        var wire = closing(FaultProxy.before(first.transport().address(), 1));
        assertThat(left.transport().connect(first.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
        take(first, left, new Exited("b", "last", NORMAL));
        awaitTold(left, "to=last");
        first.close();
        FakeHome second = closing(new FakeHome("restarted-exits", SESSIONS));
        wire.target(second.transport().address());

        awaitLost(left, second.systemId());
        Await.until("it is there again", () -> left.states.lastIndexOf(ConnectionState.CONNECTED) > 0);
        take(second, left, new Exited("b", "next", NORMAL));
        awaitTold(left, "to=next");

        assertThat(left.told).hasSize(3);
        assertThat(left.told.get(1)).contains("lost: ");
    }

    @Test
    void bothSidesHearOfAConnectionThatWasClosed() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);

        left.transport().connect(right.systemId(), right.transport().address()).close();

        awaitLost(left, right.systemId());
        awaitLost(right, left.systemId());
        Await.until("it can begin again", () -> {
            left.transport().connect(right.systemId(), right.transport().address());
            return say(left, right, new Monitor("again", "a")) instanceof ControlOutcome.Taken;
        });
        awaitTold(right, "from=again");
    }
}
