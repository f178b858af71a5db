package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ExitReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.spi.RemoteControl.Exited;
import io.sparkactor.spi.RemoteControl.Link;
import io.sparkactor.spi.RemoteControl.LinkExited;
import io.sparkactor.spi.RemoteControl.Monitor;
import io.sparkactor.spi.RemoteControl.Stop;
import io.sparkactor.spi.RemoteControl.Unlink;
import io.sparkactor.spi.RemoteControl.Unlinked;
import io.sparkactor.spi.RemoteControl.Unmonitor;
import io.sparkactor.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A control that was taken arrives, once and in its place. */
class ControlTest extends ControlFixture {

    @Test
    void eachComesAsItWasInBothDirections() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        List<RemoteControl> all = List.of(
                new Stop("a", false),
                new Stop("a", true),
                new Monitor("b", "a"),
                new Unmonitor("b", "a"),
                new Exited("b", "a", new ExitReason.ParentStopped()),
                new Link("b", "a"),
                new Unlink("b", "a"),
                new Unlinked("b", "a"),
                new LinkExited("b", "a", new ExitReason.Unreachable("why")));

        all.forEach(control -> take(left, right, control));
        Await.until("all are there", () -> right.told.size() == all.size());
        all.forEach(control -> take(right, left, control));
        Await.until("all are there", () -> left.told.size() == all.size());

        assertThat(right.told)
                .isEqualTo(all.stream().map(control -> told(left, control)).toList());
        assertThat(left.told)
                .isEqualTo(all.stream().map(control -> told(right, control)).toList());
        assertThat(left.transport().inFlight()).isZero();
    }

    @Test
    void reasonsComeAsTexts() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        var cause = new RemoteFailureException("the disk is full", "java.io.IOException", "at Disk.write");

        take(left, right, new Exited("b", "a", new ExitReason.Escalated(cause)));

        Await.until("it is there", () -> right.told.size() == 1);
        assertThat(right.told.getFirst()).contains("Escalated", "the disk is full");
    }

    @Test
    void eachComesOnceAndInItsPlaceOverManyCuts() throws Exception {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        var order = new ArrayList<String>();
        var accepting = right.mailbox;
        right.mailbox = message -> {
            order.add("message " + message.content() + " behind " + right.told.size());
            return accepting.apply(message);
        };
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        left.transport().connect(right.systemId(), wire.address());
        int all = 5_000;
        int ahead = 500; // so that each cut hits what is under way, and more is to come that needs another connection

        for (int i = 0; i < all + ahead; i++) {
            if (i < all) {
                take(left, right, new Exited("b", String.valueOf(i), NORMAL));
                left.send(right.actor("a"), i);
            }
            if (i >= ahead) {
                if (i % 1_000 == 0) {
                    wire.cut();
                }
                assertThat(right.next().content()).isEqualTo(i - ahead);
            }
        }

        assertThat(right.told).hasSize(all);
        for (int i = 0; i < all; i++) {
            assertThat(order.get(i)).isEqualTo("message " + i + " behind " + (i + 1));
            assertThat(right.told.get(i)).isEqualTo(told(left, new Exited("b", String.valueOf(i), NORMAL)));
        }
        assertThat(wire.connections()).isGreaterThan(1);
    }

    @Test
    void aSystemWithoutSessionsHasNoWordForIt() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(PLAIN);
        connect(left, right);

        assertThat(say(left, right, new Monitor("b", "a"))).isEqualTo(new ControlOutcome.Unsupported());
    }

    @Test
    void whatWasTakenStillGoesOutWhenTheTransportCloses() {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        connect(left, right);

        for (int i = 0; i < 10_000; i++) {
            take(left, right, new Exited("b", "a", NORMAL));
        }
        close(left);

        awaitLost(right, left.systemId());
        assertThat(right.told).hasSize(10_001);
        assertThat(right.told.getLast()).contains("lost: ");
    }

    @Test
    void whereTooMuchWaitsOnlyWhatBeginsIsRefused() {
        FakeHome left = home(SESSIONS.withLimits(SESSIONS.limits().withQueue(2, 1 << 20)));
        FakeHome right = home(SESSIONS);
        var wire = closing(FaultProxy.before(right.transport().address(), 1).refuse(true));
        left.transport().connect(right.systemId(), wire.address());
        take(left, right, new Link("b", "a"));
        take(left, right, new Stop("a", true));

        for (RemoteControl begin : List.of(new Stop("a", false), new Monitor("b", "a"), new Link("b", "a"))) {
            assertThat(say(left, right, begin)).isInstanceOf(ControlOutcome.Refused.class);
        }
        List<RemoteControl> rest = List.of(
                new Unmonitor("b", "a"),
                new Exited("b", "a", NORMAL),
                new Unlink("b", "a"),
                new Unlinked("b", "a"),
                new LinkExited("b", "a", NORMAL));
        rest.forEach(control -> take(left, right, control));
        wire.refuse(false);

        Await.until("all that was taken is there", () -> right.told.size() == 7);
    }
}
