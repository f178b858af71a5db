package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.ExitReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P2 across systems: who monitors an actor of another one learns once that it has ended and why, or that nobody can know. */
@Timeout(60)
class RemoteMonitorTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final ExitReason NORMAL = new ExitReason.Normal();
    private static final ExitReason NO_ACTOR = new ExitReason.NoActor();

    private final FakeNetwork network = new FakeNetwork();
    private final Syndicate left = Syndicate.open("monitor-left", c -> c.remote(network));
    private final Syndicate right = Syndicate.open("monitor-right", c -> c.remote(network));
    private final Mail<Object> seen = new Mail<>();
    private final Mail<Object> elsewhere = new Mail<>();

    @AfterEach
    void close() {
        network.goOn();
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
    }

    private ActorRef<Object> watcher() {
        return left.createActor(() -> new Puppet(seen));
    }

    private ActorRef<Object> target() {
        return right.createActor(() -> new Puppet(elsewhere));
    }

    /** An actor of the right one, as the left one sees it. */
    private ActorRef<?> far(ActorRef<?> actor) {
        return left.ref(actor.id(), Object.class);
    }

    /** Stops an actor of the right one, and waits until all that monitored it before were told. */
    private void stop(ActorRef<?> actor) {
        var told = new Mail<>();
        var last = right.createActor(() -> new Puppet(told));
        order(last, self -> self.watch(actor));
        right.stop(actor);
        Await.until("the exit", () -> told.all().contains(new ActorExited(actor, NORMAL)));
    }

    private void checkNothingMore(ActorRef<Object> watcher) {
        network.awaitIdle();
        checkAlive(watcher);
        assertThat(seen.all()).isEmpty();
    }

    private long countOf(Class<? extends RemoteControl> type) {
        return network.controls().stream().filter(type::isInstance).count();
    }

    @Test
    void whoCallsWhileASyndicateOpensIsAnswered() {
        String nobody = "00000000-0000-4000-8000-000000000000";
        network.callEarly(left.systemId(), new RemoteControl.Monitor(nobody, nobody));

        try (var _ = Syndicate.open("remote-early", c -> c.remote(network))) {
            assertThat(network.controls()).contains(new RemoteControl.Exited(nobody, nobody, new ExitReason.NoActor()));
        }
    }

    @Test
    void theExitIsToldWithItsReasonAndTheRefThatWasMonitored() throws Exception {
        var watcher = watcher();
        var stopping = target();
        var failing = target();
        order(watcher, self -> self.watch(far(stopping)).watch(far(failing)));
        network.awaitIdle();
        right.stop(stopping);
        assertThat(seen.take()).isEqualTo(new ActorExited(far(stopping), NORMAL));

        failing.tell(new IOException("disk full"));
        var exited = (ActorExited) seen.take();
        assertThat(exited.actor()).isEqualTo(far(failing));
        assertThat(((ExitReason.Failed) exited.reason()).cause())
                .isInstanceOfSatisfying(RemoteFailureException.class, failure -> {
                    assertThat(failure.thrownClass()).isEqualTo("java.io.IOException");
                    assertThat(failure).hasMessage("disk full").hasNoCause();
                    assertThat(failure.remoteStack()).contains("RemoteMonitorTest");
                    assertThat(failure).hasStackTraceContaining("Where it was thrown: java.io.IOException: disk full");
                });
        checkNothingMore(watcher);
    }

    @Test
    void theReasonTravelsThroughAllItsKinds() throws Exception {
        var watcher = watcher();
        var parent = target();
        var tooOften = right.createActor(ActorSpec.of(() -> new Puppet(elsewhere))
                .supervision(Supervision.restart().limit(0, LONG)));
        var linked = target();
        order(watcher, self -> self.watch(far(tooOften)).watch(far(linked)));
        order(linked, self -> self.tie(tooOften));
        network.awaitIdle();
        tooOften.tell(new IOException("again"));

        var first = ((ActorExited) seen.take()).reason();
        assertThat(((ExitReason.RestartedTooOften) first).limit().restarts()).isZero();
        assertThat(((ExitReason.RestartedTooOften) first).cause()).isInstanceOf(RemoteFailureException.class);
        var second = (ExitReason.Linked) ((ActorExited) seen.take()).reason();
        assertThat(second.origin().id()).isEqualTo(tooOften.id());
        assertThat(((ExitReason.RestartedTooOften) second.reason()).cause()).isInstanceOf(RemoteFailureException.class);

        order(watcher, self -> self.watch(far(parent)));
        network.awaitIdle();
        right.close();
        assertThat(seen.take()).isEqualTo(new ActorExited(far(parent), new ExitReason.SyndicateClosed()));
    }

    @Test
    void theExitComesBehindAllThatTheActorHasSentBefore() throws Exception {
        var watcher = watcher();
        ActorRef<Object> home = right.ref(watcher.id(), Object.class);
        var talker = target();
        order(watcher, self -> self.watch(far(talker)));
        network.awaitIdle();
        network.pause();
        order(talker, self -> {
            for (int i = 0; i < 20; i++) {
                self.send(i, home);
            }
        });
        stop(talker);
        assertThat(seen.all()).isEmpty();
        network.goOn();

        List<Object> expected = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            expected.add(i);
        }
        expected.add(new ActorExited(far(talker), NORMAL));
        assertThat(seen.take(21)).isEqualTo(expected);
    }

    @Test
    void whoIsNotThereIsToldAtOnce() throws Exception {
        var watcher = watcher();
        var dead = far(target());
        stop(right.ref(dead.id(), Object.class));
        var unknown = left.ref(new ActorId(right.systemId(), "11111111-1111-4111-8111-111111111111"), Object.class);
        var inbox = far(right.ref());
        for (ActorRef<?> nobody : List.of(dead, unknown, inbox)) {
            order(watcher, self -> self.watch(nobody));
            assertThat(seen.take()).isEqualTo(new ActorExited(nobody, NO_ACTOR));
            order(watcher, self -> self.watch(nobody));
            assertThat(seen.take()).isEqualTo(new ActorExited(nobody, NO_ACTOR));
        }
        checkNothingMore(watcher);
    }

    @Test
    void whoIsNotThereInThisSystemIsToldAtOnceToo() throws Exception {
        var watcher = watcher();
        ActorRef<Object> nobody = left.ref(new ActorId(left.systemId(), "nobody"), Object.class);
        order(watcher, self -> self.watch(nobody));
        assertThat(seen.take()).isEqualTo(new ActorExited(nobody, NO_ACTOR));
        order(watcher, self -> {
            self.watch(nobody);
            self.unwatch(nobody);
        });
        checkNothingMore(watcher);
    }

    @Test
    void theExitOfAnActorThatJustStopsIsToldExactlyOnce() throws Exception {
        var watcher = watcher();
        for (int round = 0; round < 500; round++) {
            var target = target();
            var far = far(target);
            right.stop(target);
            order(watcher, self -> self.watch(far));
            var exited = (ActorExited) seen.take();
            assertThat(exited.actor()).isEqualTo(far);
            assertThat(exited.reason()).isIn(NORMAL, NO_ACTOR);
        }
        checkNothingMore(watcher);
    }

    @Test
    void monitoringTwiceTellsOnce() throws Exception {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)).watch(far(target)));
        network.awaitIdle();
        stop(target);

        assertThat(seen.take()).isEqualTo(new ActorExited(far(target), NORMAL));
        checkNothingMore(watcher);
        assertThat(countOf(RemoteControl.Monitor.class)).isEqualTo(1);
    }

    @Test
    void afterUnmonitorNothingIsToldNotEvenWhatIsOnItsWay() {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)));
        network.awaitIdle();
        network.pause();
        stop(target);
        assertThat(countOf(RemoteControl.Exited.class)).isEqualTo(1);
        order(watcher, self -> self.unwatch(far(target)));
        network.goOn();
        checkNothingMore(watcher);
    }

    @Test
    void afterUnmonitorNothingIsToldNotEvenWhatIsQueued() {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> {
            self.watch(far(target));
            network.awaitIdle();
            stop(target);
            network.awaitIdle(); // so its exit is queued behind this message
            self.unwatch(far(target));
        });
        assertThat(countOf(RemoteControl.Exited.class)).isEqualTo(1);
        checkNothingMore(watcher);
    }

    @Test
    void afterUnmonitorTheOtherSystemKeepsNothing() {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)));
        order(watcher, self -> self.unwatch(far(target)));
        network.awaitIdle();
        stop(target);
        assertThat(countOf(RemoteControl.Exited.class)).isZero();
    }

    @Test
    void aMonitorAfterAnUnmonitorIsANewOne() throws Exception {
        var watcher = watcher();
        var target = target();
        network.pause();
        order(watcher, self -> {
            self.watch(far(target));
            self.unwatch(far(target));
            self.watch(far(target));
        });
        network.goOn();
        network.awaitIdle();
        stop(target);
        assertThat(seen.take()).isEqualTo(new ActorExited(far(target), NORMAL));
        checkNothingMore(watcher);
    }

    @Test
    void aWatcherThatStopsIsForgottenThere() {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)));
        left.stop(watcher);
        assertThat(left.awaitStop(watcher, LONG)).isTrue();
        Await.until("the end of the monitor", () -> countOf(RemoteControl.Unmonitor.class) == 1);
        network.awaitIdle();
        stop(target);
        assertThat(countOf(RemoteControl.Exited.class)).isZero();
    }

    @Test
    void aMonitorSurvivesTheRestartOfTheWatcherAndOfTheWatched() throws Exception {
        var restart = Supervision.restart().backoff(Backoff.none());
        var watcher = left.createActor(ActorSpec.of(() -> new Puppet(seen)).supervision(restart));
        var target = right.createActor(ActorSpec.of(() -> new Puppet(elsewhere)).supervision(restart));
        order(watcher, self -> self.watch(far(target)));
        watcher.tell(new IOException("watcher"));
        target.tell(new IOException("watched"));
        checkAlive(target);
        checkNothingMore(watcher);
        stop(target);

        assertThat(seen.take()).isEqualTo(new ActorExited(far(target), NORMAL));
    }

    @Test
    void aLostWayEndsTheMonitorsThatWentByIt() throws Exception {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)));
        network.awaitIdle();
        network.lose(left.systemId(), right.systemId(), "the cable is cut");
        assertThat(seen.take()).isEqualTo(new ActorExited(far(target), new ExitReason.Unreachable("the cable is cut")));

        order(watcher, self -> self.watch(far(target)));
        assertThat(seen.take())
                .isEqualTo(new ActorExited(far(target), new ExitReason.Unreachable("no way leads there")));

        network.awaitIdle();
        network.find(left.systemId(), right.systemId());
        order(watcher, self -> self.watch(far(target)));
        network.awaitIdle();
        stop(target);
        assertThat(seen.take()).isEqualTo(new ActorExited(far(target), NORMAL));
        checkNothingMore(watcher);
        assertThat(countOf(RemoteControl.Exited.class)).isEqualTo(1); // the first monitor was forgotten there
    }

    @Test
    void afterUnmonitorALostWayIsNotTold() {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)));
        order(watcher, self -> {
            network.lose(left.systemId(), right.systemId(), "the cable is cut");
            network.awaitIdle(); // so the news is queued behind this message
            self.unwatch(far(target));
        });
        checkNothingMore(watcher);
    }

    @Test
    void aMonitorOfANewWayIsNotEndedByTheLossOfTheOldOne() throws Exception {
        var watcher = watcher();
        var target = target();
        order(watcher, self -> self.watch(far(target)));
        network.awaitIdle();
        order(watcher, self -> {
            network.lose(left.systemId(), right.systemId(), "the cable is cut");
            network.awaitIdle(); // so the news is queued behind this message
            self.unwatch(far(target));
            network.find(left.systemId(), right.systemId());
            self.watch(far(target));
        });
        checkNothingMore(watcher);
        stop(target);
        assertThat(seen.take()).isEqualTo(new ActorExited(far(target), NORMAL));
    }

    @Test
    void whereNoWayLeadsIsToldAtOnce() throws Exception {
        var nowhere =
                left.ref(new ActorId(SystemId.ofName("nowhere"), "11111111-1111-4111-8111-111111111111"), Object.class);
        order(watcher(), self -> self.watch(nowhere));
        assertThat(seen.take()).isEqualTo(new ActorExited(nowhere, new ExitReason.Unreachable("no way leads there")));
    }

    @Test
    void aPeerWithoutAWordForItIsNoneThatCanBeMonitored() {
        var watcher = watcher();
        var target = target();
        network.forgetControls();
        assertThatThrownBy(() -> order(watcher, self -> self.watch(far(target))))
                .hasRootCauseInstanceOf(UnsupportedOperationException.class)
                .rootCause()
                .hasMessageContaining("monitor(" + far(target))
                .hasMessageContaining("ask the actor now and then");
    }

    @Test
    void whatOneSystemHasAnotherKeepIsBounded() {
        var target = target();
        var home = network.home(right.systemId());
        var target36 = target.id().uuid();
        network.pause(); // what is answered stays unheard
        for (int i = 0; i <= 65_536; i++) {
            home.control(left.systemId(), new RemoteControl.Monitor("watcher-" + i, target36));
        }
        home.control(left.systemId(), new RemoteControl.Monitor("watcher-0", target36)); // is kept already
        assertThat(network.controls()).singleElement().isInstanceOfSatisfying(RemoteControl.Exited.class, exited -> {
            assertThat(exited.to()).isEqualTo("watcher-65536");
            assertThat(((ExitReason.Unreachable) exited.reason()).why()).contains("65536");
        });
        home.control(left.systemId(), new RemoteControl.Link("linker", target36));
        assertThat(countOf(RemoteControl.LinkExited.class)).isEqualTo(1);

        home.control(left.systemId(), new RemoteControl.Unmonitor("watcher-1", target36));
        home.control(left.systemId(), new RemoteControl.Monitor("another", target36));
        home.control(SystemId.ofName("third"), new RemoteControl.Monitor("watcher", target36));
        assertThat(network.controls()).hasSize(2); // each system for itself
    }

    @Test
    void nobodySpeaksForThisSystem() {
        var home = network.home(left.systemId());
        var watcher = watcher();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> home.control(
                        left.systemId(), new RemoteControl.Stop(watcher.id().uuid(), false)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RemoteControl.Monitor("x".repeat(37), "y"))
                .withMessageContaining("36");
        assertThatIllegalArgumentException().isThrownBy(() -> new RemoteControl.Stop(" ", false));
        checkAlive(watcher);
    }

    @Test
    void aRefOfAnotherSyndicateOfTheJvmIsOfNoUse() {
        var watcher = watcher();
        ActorRef<Object> notOurs =
                right.ref(new ActorId(SystemId.ofName("third"), "11111111-1111-4111-8111-111111111111"), Object.class);
        assertThatThrownBy(() -> order(watcher, self -> self.watch(notOurs)))
                .hasRootCauseInstanceOf(IllegalArgumentException.class)
                .hasStackTraceContaining("syndicate.ref(id");
        assertThatIllegalArgumentException().isThrownBy(() -> left.stop(notOurs));
    }
}
