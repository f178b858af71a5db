package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.session.SessionFrame.Acknowledge;
import io.sparkactor.remote.internal.session.SessionFrame.Bye;
import io.sparkactor.testkit.Await;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A peer that allows us to send without end, and takes none of it, holds no more of our memory than it may. */
class StalledReaderTest extends TransportTest {

    private static final SystemId STALLED = SystemId.ofName("stalled");
    private static final int MOST_MESSAGES = 500;
    private static final int BYTES = 10_000;

    /** What the operating system keeps for both ends of a connection, by default at most. */
    private static final long SOCKETS = 12 << 20;

    private final FakeHome right =
            home(SESSIONS.withLimits(SESSIONS.limits().withQueue(MOST_MESSAGES, (long) MOST_MESSAGES * BYTES * 2)));

    private RawSession endlessCredit() throws Exception {
        RawSession stalled = closing(new RawSession(right.transport().address(), STALLED, null))
                .opened();
        stalled.send(new Acknowledge(0, List.of(), Long.MAX_VALUE / 4, Long.MAX_VALUE / 4));
        return stalled;
    }

    /** How many messages are taken until one is refused. */
    private int taken() {
        var target = new ActorId(STALLED, "a");
        String content = "x".repeat(BYTES);
        int most = Attack.times(20_000);
        for (int i = 0; i < most; i++) {
            DeadLetterReason refusal = right.send(target, content).refusal;
            if (refusal != null) {
                assertThat(refusal).isEqualTo(DeadLetterReason.OVERFLOW);
                return i;
            }
        }
        throw new AssertionError(most + " messages were taken, and none refused");
    }

    @Test
    void whoeverDoesNotReadHoldsTheQueueAndNoMore() throws Exception {
        endlessCredit();

        assertThat(taken()).isLessThan(2 * MOST_MESSAGES + 1 + (int) (SOCKETS / BYTES));
    }

    @Test
    void whoeverReadsAndAcknowledgesNothingHoldsTheQueueTwiceAndNoMore() throws Exception {
        RawSession stalled = endlessCredit();
        Thread.ofPlatform().daemon().name("reads all").start(() -> {
            try {
                while (true) {
                    stalled.readBytes();
                }
            } catch (Exception e) {
                // The test is over.
            }
        });

        taken();
        Await.until(
                "no more than the limit is unacknowledged",
                () -> right.health(STALLED).unacknowledged() == MOST_MESSAGES);
        assertThat(right.transport().inFlight()).isLessThanOrEqualTo(2 * MOST_MESSAGES + 1);
    }

    @Test
    void othersAreServedMeanwhile() throws Exception {
        endlessCredit();
        FakeHome honest = home(SESSIONS);
        connect(honest, right);
        taken();

        for (int i = 0; i < 1_000; i++) {
            honest.send(right.actor("a"), i);
            assertThat(right.next().content()).isEqualTo(i);
        }
        FakeMessage answer = right.send(honest.actor("b"), "answer");

        assertThat(honest.next().content()).isEqualTo("answer");
        assertThat(answer.settled()).isEqualTo("delivered");
    }

    @Test
    void itIsAllSettledWhenItIsGone() throws Exception {
        RawSession stalled = endlessCredit();
        taken();

        stalled.send(new Bye(Bye.Why.CLOSED, "enough"));

        Await.until("all is settled", () -> right.transport().inFlight() == 0);
        Await.until("it is forgotten", () -> right.transport().health().isEmpty());
    }
}
