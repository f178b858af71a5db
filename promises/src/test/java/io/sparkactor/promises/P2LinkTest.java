package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static io.sparkactor.promises.Puppet.orderAndGoOn;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.LinkExited;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P2: linked actors stop together, each once, unless one stops normally or the other traps exits. */
@Timeout(60)
class P2LinkTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private final Syndicate syndicate = Syndicate.open("p2-link");
    private final Mail<Object> seen = new Mail<>();
    private final Mail<RuntimeEvent.ActorStopped> stops = new Mail<>();

    @BeforeEach
    void listen() {
        syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ActorStopped stopped) {
                stops.put(stopped);
            }
        });
    }

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private ActorRef<Object> member() {
        return syndicate.createActor(() -> new Puppet(seen));
    }

    private void assertStopsFor(ActorRef<?> actor, ExitReason reason) throws InterruptedException {
        var stop = stops.take();
        assertThat(stop.path()).isEqualTo(actor.path());
        assertThat(stop.reason()).isEqualTo(reason);
    }

    @Test
    void aFailureStopsTheLinkedActorInBothDirections() throws Exception {
        for (boolean linkerFails : new boolean[] {true, false}) {
            var linker = member();
            var linked = member();
            order(linker, self -> self.tie(linked));
            var cause = new IOException("no");
            var failing = linkerFails ? linker : linked;
            var other = linkerFails ? linked : linker;
            failing.tell(cause);

            assertStopsFor(failing, new ExitReason.Failed(cause));
            assertStopsFor(other, new ExitReason.Linked(failing, new ExitReason.Failed(cause)));
        }
    }

    @Test
    void aNormalStopOnlyEndsTheLink() throws Exception {
        var left = member();
        var right = member();
        order(left, self -> self.tie(right));
        syndicate.stop(right);

        assertThat(syndicate.awaitStop(right, LONG)).isTrue();
        checkAlive(left);
        assertThat(stops.take().path()).isEqualTo(right.path());
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void anActorThatTrapsExitsGetsASignalBehindWhatTheOtherHasSent() throws Exception {
        var trapping = member();
        var failing = member();
        var cause = new IOException("no");
        order(trapping, self -> self.trap().tie(failing));
        order(failing, self -> {
            self.send("one", trapping);
            self.send("two", trapping);
            self.send(cause, failing);
        });

        assertThat(seen.take(3)).containsExactly("one", "two", new LinkExited(failing, new ExitReason.Failed(cause)));
        checkAlive(trapping);
    }

    @Test
    void anActorThatTrapsExitsLearnsOfANormalStopToo() throws Exception {
        var trapping = member();
        var stopping = member();
        order(trapping, self -> self.trap().tie(stopping));
        syndicate.stop(stopping);

        assertThat(seen.take()).isEqualTo(new LinkExited(stopping, new ExitReason.Normal()));
    }

    @Test
    void aStopByLinkOvertakesTheQueue() throws Exception {
        var left = member();
        var right = member();
        var toldBehindIt = member();
        order(left, self -> self.tie(right));
        order(toldBehindIt, self -> self.tie(right));
        var entered = new Gate();
        var release = new Gate();
        orderAndGoOn(left, self -> {
            entered.open();
            release.awaitStubbornly();
        });
        entered.await();
        left.tell("queued");
        right.tell(new IOException("no"));
        assertThat(syndicate.awaitStop(toldBehindIt, LONG)).isTrue();
        release.open();

        assertThat(syndicate.awaitStop(left, LONG)).isTrue();
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void aStopByLinkEndsAWaitInTheFramework() throws Exception {
        var asking = member();
        var silent = syndicate.createActor(String.class, (context, message) -> {});
        var failing = member();
        var outcome = new Mail<Throwable>();
        var waits = new Gate();
        order(asking, self -> self.tie(failing));
        orderAndGoOn(asking, self -> {
            waits.open();
            try {
                silent.ask("well?", String.class, Duration.ofHours(1));
            } catch (ActorStoppedException e) {
                outcome.put(e);
            }
        });
        waits.await();
        failing.tell(new IOException("no"));

        assertThat(outcome.take()).isInstanceOf(ActorStoppedException.class);
        assertThat(syndicate.awaitStop(asking, LONG)).isTrue();
    }

    @Test
    void aRingOfLinksStopsEachActorExactlyOnce() throws Exception {
        int count = 100;
        List<ActorRef<Object>> ring = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ring.add(member());
        }
        for (int i = 0; i < count; i++) {
            var next = ring.get((i + 1) % count);
            order(ring.get(i), self -> self.tie(next));
        }
        var cause = new IOException("no");
        ring.get(7).tell(cause);

        var all = stops.take(count);
        assertThat(all).extracting(RuntimeEvent.ActorStopped::path).doesNotHaveDuplicates();
        assertThat(all)
                .filteredOn(stop -> !stop.path().equals(ring.get(7).path()))
                .allSatisfy(stop -> assertThat(stop.reason())
                        .isEqualTo(new ExitReason.Linked(ring.get(7), new ExitReason.Failed(cause))));
        Books.settled(syndicate);
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void whenBothStopAtOnceEachStopsOnceWithAReasonOfItsOwnOrOfTheOther() throws Exception {
        for (int round = 0; round < 200; round++) {
            var left = member();
            var right = member();
            order(left, self -> self.tie(right));
            order(right, self -> self.tie(left));
            left.tell(new IOException("left"));
            right.tell(new IOException("right"));

            assertThat(stops.take(2))
                    .extracting(RuntimeEvent.ActorStopped::path)
                    .containsExactlyInAnyOrder(left.path(), right.path());
        }
        Books.settled(syndicate);
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void aLinkWithAnActorThatHasFailedAlreadyStopsAtOnce() throws Exception {
        var failed = member();
        var cause = new IOException("no");
        failed.tell(cause);
        assertThat(syndicate.awaitStop(failed, LONG)).isTrue();
        stops.take();
        var linker = member();
        orderAndGoOn(linker, self -> self.tie(failed));

        assertStopsFor(linker, new ExitReason.Linked(failed, new ExitReason.Failed(cause)));
    }

    @Test
    void aLinkWithAnActorThatHasStoppedNormallyDoesNothing() {
        var stopped = member();
        syndicate.stop(stopped);
        assertThat(syndicate.awaitStop(stopped, LONG)).isTrue();
        var linker = member();
        order(linker, self -> self.tie(stopped).tie(linker));

        checkAlive(linker);
    }

    @Test
    void aCutLinkIsCutForBoth() throws Exception {
        for (boolean linkerFails : new boolean[] {true, false}) {
            var linker = member();
            var linked = member();
            order(linker, self -> self.tie(linked));
            order(linked, self -> self.cut(linker));
            var failing = linkerFails ? linker : linked;
            var other = linkerFails ? linked : linker;
            failing.tell(new IOException("no"));

            assertThat(syndicate.awaitStop(failing, LONG)).isTrue();
            checkAlive(other);
        }
    }

    @Test
    void aLinkThatIsCutWhenTheOtherHasJustFailedDoesNotStop() throws Exception {
        var left = member();
        var right = member();
        order(left, self -> self.tie(right));
        order(left, self -> {
            right.tell(new IOException("no"));
            while (!right.tell("are you there?").equals(new Delivery.Refused(DeadLetterReason.ACTOR_STOPPED))) {
                Thread.onSpinWait();
            }
            self.cut(right);
        });
        assertThat(syndicate.awaitStop(right, LONG)).isTrue();

        checkAlive(left);
    }

    @Test
    void aLinkSurvivesTheRestartOfEither() throws Exception {
        var restart = Supervision.restart().backoff(Backoff.none()).limit(1, LONG);
        var left = syndicate.createActor(ActorSpec.of(() -> new Puppet(seen)).supervision(restart));
        var right = syndicate.createActor(ActorSpec.of(() -> new Puppet(seen)).supervision(restart));
        order(left, self -> self.tie(right));
        left.tell(new IOException("left"));
        right.tell(new IOException("right"));
        checkAlive(left);
        checkAlive(right);
        assertThat(stops.all()).isEmpty(); // a restart is no exit
        var cause = new IOException("once too often");
        right.tell(cause);

        assertThat(stops.take().path()).isEqualTo(right.path());
        assertThat(stops.take().reason()).isInstanceOfSatisfying(ExitReason.Linked.class, reason -> {
            assertThat(reason.origin()).isEqualTo(right);
            assertThat(reason.reason()).isInstanceOf(ExitReason.RestartedTooOften.class);
        });
    }

    @Test
    void aLinkReachesIntoAnotherSyndicate() throws Exception {
        var left = member();
        ActorRef<Object> right;
        try (var other = Syndicate.open("p2-link-other")) {
            right = other.createActor(() -> new Puppet(seen));
            order(left, self -> self.tie(right));
        }

        assertStopsFor(left, new ExitReason.Linked(right, new ExitReason.SyndicateClosed()));
    }

    @Test
    void theCloseOfTheSyndicateIsTheReasonOfAllItsActors() {
        var reasons = new Mail<RuntimeEvent.ActorStopped>();
        try (var other = Syndicate.open("p2-link-close")) {
            var left = other.createActor(() -> new Puppet(seen));
            var right = other.createActor(() -> new Puppet(seen));
            order(left, self -> self.tie(right));
            other.subscribe(event -> {
                if (event instanceof RuntimeEvent.ActorStopped stopped) {
                    reasons.put(stopped);
                }
            });
        }
        Await.until("both stops", () -> reasons.all().size() >= 2);
        assertThat(reasons.all())
                .extracting(RuntimeEvent.ActorStopped::reason)
                .containsOnly(new ExitReason.SyndicateClosed());
    }
}
