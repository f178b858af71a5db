package io.sparkactor.promises;

import static io.sparkactor.promises.Puppet.checkAlive;
import static io.sparkactor.promises.Puppet.order;
import static io.sparkactor.promises.Puppet.orderAndGoOn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ExitReason;
import io.sparkactor.LinkExited;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P2 across systems: linked actors stop together, unless one stops normally or the other traps exits. */
@Timeout(60)
class RemoteLinkTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final ExitReason CUT = new ExitReason.Unreachable("the cable is cut");

    private final FakeNetwork network = new FakeNetwork();
    private final Syndicate left = Syndicate.open("link-left", c -> c.remote(network));
    private final Syndicate right = Syndicate.open("link-right", c -> c.remote(network));
    private final Mail<Object> seen = new Mail<>();
    private final Mail<RuntimeEvent.ActorStopped> stops = new Mail<>();
    private final ActorRef<Object> here = left.createActor(() -> new Puppet(seen));
    private final ActorRef<Object> there = right.createActor(() -> new Puppet(seen));
    private final ActorRef<Object> farThere = left.ref(there.id(), Object.class);
    private final ActorRef<Object> farHere = right.ref(here.id(), Object.class);

    @BeforeEach
    void listen() {
        left.subscribe(RuntimeEvent.ActorStopped.class, stops::put);
        right.subscribe(RuntimeEvent.ActorStopped.class, stops::put);
    }

    @AfterEach
    void close() {
        network.goOn();
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
    }

    private ExitReason stopOf(ActorRef<?> actor) throws InterruptedException {
        var stop = stops.take();
        assertThat(stop.path()).isEqualTo(actor.path());
        return stop.reason();
    }

    private @Nullable ExitReason stopped(ActorRef<?> actor) {
        return stops.all().stream()
                .filter(stop -> stop.path().equals(actor.path()))
                .map(RuntimeEvent.ActorStopped::reason)
                .findFirst()
                .orElse(null);
    }

    private void link() {
        order(here, self -> self.tie(farThere));
        network.awaitIdle();
    }

    /** Neither was told anything, and both go on. */
    private void checkBothLive() {
        network.awaitIdle();
        checkAlive(here);
        checkAlive(there);
        assertThat(seen.all()).isEmpty();
        assertThat(stops.all()).isEmpty();
    }

    /** Stops an actor, and waits until all that were linked with it before were told. */
    private static void stop(Syndicate home, ActorRef<?> actor) {
        var told = new Mail<>();
        var last = home.createActor(() -> new Puppet(told));
        order(last, self -> self.trap().tie(actor));
        home.stop(actor);
        Await.until("the exit", () -> told.all().contains(new LinkExited(actor, new ExitReason.Normal())));
    }

    private void awaitExitSent() {
        Await.until("the exit", () -> network.controls().stream().anyMatch(RemoteControl.LinkExited.class::isInstance));
    }

    private void lose() {
        network.lose(left.systemId(), right.systemId(), "the cable is cut");
    }

    @Test
    void aFailureThereStopsTheOneWhoLinked() throws Exception {
        link();
        there.tell(new IOException("disk full"));
        assertThat(stopOf(there)).isInstanceOf(ExitReason.Failed.class);

        var linked = (ExitReason.Linked) stopOf(here);
        assertThat(linked.origin()).isEqualTo(farThere);
        assertThat(((ExitReason.Failed) linked.reason()).cause())
                .isInstanceOf(RemoteFailureException.class)
                .hasMessage("disk full");
    }

    @Test
    void aFailureHereStopsTheOneWhoWasLinked() throws Exception {
        link();
        here.tell(new IOException("disk full"));
        assertThat(stopOf(here)).isInstanceOf(ExitReason.Failed.class);
        assertThat(((ExitReason.Linked) stopOf(there)).origin()).isEqualTo(farHere);
    }

    @Test
    void aNormalStopOnlyEndsTheLink() throws Exception {
        link();
        right.stop(there);
        assertThat(stopOf(there)).isEqualTo(new ExitReason.Normal());
        network.awaitIdle();
        checkAlive(here);
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void anActorThatTrapsExitsGetsASignalBehindWhatTheOtherHasSent() throws Exception {
        order(here, Puppet::trap);
        link();
        network.pause();
        order(there, self -> {
            self.send("one", farHere);
            self.send("two", farHere);
        });
        stop(right, there);
        network.goOn();

        assertThat(seen.take(3)).containsExactly("one", "two", new LinkExited(farThere, new ExitReason.Normal()));
        checkAlive(here);
    }

    @Test
    void aStopByLinkOvertakesTheQueueAndEndsAWait() throws Exception {
        link();
        var silent = left.createActor(() -> new Puppet(seen));
        orderAndGoOn(here, self -> silent.ask("not answered", String.class, LONG));
        assertThat(seen.take()).isEqualTo("not answered");
        here.tell("queued");
        there.tell(new IOException("no"));

        assertThat(stopOf(there)).isInstanceOf(ExitReason.Failed.class);
        assertThat(stopOf(here)).isInstanceOf(ExitReason.Linked.class);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void theCloseOfTheOtherSystemPassesLinks() throws Exception {
        link();
        right.close();
        Await.until("the stop", () -> stopped(here) != null);
        assertThat(stopped(here)).isEqualTo(new ExitReason.Linked(farThere, new ExitReason.SyndicateClosed()));
    }

    @Test
    void aLinkWithOneThatIsNotThereActsAtOnce() throws Exception {
        right.stop(there);
        assertThat(stopOf(there)).isEqualTo(new ExitReason.Normal());
        order(here, self -> self.trap().tie(farThere));
        assertThat(seen.take()).isEqualTo(new LinkExited(farThere, new ExitReason.NoActor()));

        ActorRef<Object> nobody = left.ref(new ActorId(left.systemId(), "nobody"), Object.class);
        order(here, self -> {
            self.tie(nobody);
            self.cut(nobody);
        });
        checkAlive(here);
        assertThat(seen.all()).isEmpty();
        order(here, self -> self.tie(nobody));
        assertThat(seen.take()).isEqualTo(new LinkExited(nobody, new ExitReason.NoActor()));

        var untrapped = left.createActor(() -> new Puppet(seen));
        orderAndGoOn(untrapped, self -> self.tie(farThere));
        assertThat(stopOf(untrapped)).isEqualTo(new ExitReason.Linked(farThere, new ExitReason.NoActor()));
    }

    @Test
    void unlinkCutsForBothWhoeverSaysIt() {
        link();
        order(here, self -> self.cut(farThere));
        network.awaitIdle();
        link();
        order(there, self -> self.cut(farHere));
        network.awaitIdle();
        lose(); // would stop who is still linked
        checkBothLive();
    }

    @Test
    void afterUnlinkAnExitOnItsWayStopsNobody() throws Exception {
        link();
        network.pause();
        there.tell(new IOException("no"));
        assertThat(stopOf(there)).isInstanceOf(ExitReason.Failed.class);
        awaitExitSent();
        order(here, self -> self.cut(farThere));
        network.goOn();
        network.awaitIdle();
        checkAlive(here);
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void afterUnlinkAnExitThatHasComeInStopsNobody() throws Exception {
        link();
        order(here, self -> {
            there.tell(new IOException("no"));
            awaitExitSent();
            network.awaitIdle();
            self.cut(farThere);
        });
        assertThat(stopOf(there)).isInstanceOf(ExitReason.Failed.class);
        checkAlive(here);
        assertThat(stops.all()).isEmpty();
    }

    @Test
    void aLinkAndACutThatCrossLeaveBothOfOneMind() {
        for (boolean cutFirst : new boolean[] {true, false}) {
            link();
            network.pause();
            order(there, self -> self.cut(farHere));
            if (cutFirst) {
                order(here, self -> {
                    self.cut(farThere);
                    self.tie(farThere); // sent before the cut from there was heard of, so that cuts it
                });
            } else {
                order(here, self -> self.tie(farThere)); // is linked as far as it knows
            }
            network.goOn();
            network.awaitIdle();
        }
        lose();
        checkBothLive();
    }

    @Test
    void aLinkBehindACutHolds() throws Exception {
        link();
        network.pause();
        order(here, self -> {
            self.cut(farThere);
            self.tie(farThere);
        });
        network.goOn();
        network.awaitIdle();
        there.tell(new IOException("no"));
        assertThat(stopOf(there)).isInstanceOf(ExitReason.Failed.class);
        assertThat(stopOf(here)).isInstanceOf(ExitReason.Linked.class);
    }

    @Test
    void aLinkThatWasSentBeforeACutWasHeardOfIsCut() {
        network.pause();
        order(there, self -> self.tie(farHere));
        order(here, self -> {
            self.tie(farThere);
            self.cut(farThere);
        });
        network.goOn();
        network.awaitIdle();
        lose();
        checkBothLive();
    }

    @Test
    void whatIsSaidOfALinkThatWasCutConcernsNoNewOne() throws Exception {
        network.pause();
        order(here, self -> {
            self.tie(farThere);
            self.cut(farThere);
            self.tie(farThere);
        });
        String idHere = here.id().uuid();
        String idThere = there.id().uuid();
        var home = network.home(left.systemId());
        home.control(right.systemId(), new RemoteControl.LinkExited(idThere, idHere, CUT)); // it refused the first
        checkAlive(here);
        home.control(right.systemId(), new RemoteControl.Unlinked(idThere, idHere));
        home.control(right.systemId(), new RemoteControl.LinkExited(idThere, idHere, CUT)); // and the second
        assertThat(stopOf(here)).isEqualTo(new ExitReason.Linked(farThere, CUT));
    }

    @Test
    void aLostWayIsAnAbnormalEndForBoth() throws Exception {
        link();
        lose();
        var reasons = List.of(stops.take().reason(), stops.take().reason());
        assertThat(reasons)
                .containsExactlyInAnyOrder(new ExitReason.Linked(farThere, CUT), new ExitReason.Linked(farHere, CUT));
    }

    @Test
    void whoTrapsExitsHearsThatTheWayIsLostAndMayLinkAgain() throws Exception {
        order(here, Puppet::trap);
        order(there, Puppet::trap);
        link();
        lose();
        assertThat(seen.take(2)).containsExactlyInAnyOrder(new LinkExited(farThere, CUT), new LinkExited(farHere, CUT));
        order(here, self -> self.tie(farThere));
        assertThat(seen.take()).isEqualTo(new LinkExited(farThere, new ExitReason.Unreachable("no way leads there")));

        network.awaitIdle();
        network.find(left.systemId(), right.systemId());
        link();
        right.stop(there);
        assertThat(seen.take()).isEqualTo(new LinkExited(farThere, new ExitReason.Normal()));
        checkAlive(here);
        assertThat(seen.all()).isEmpty();
    }

    @Test
    void whereNoWayLeadsALinkStopsAtOnce() throws Exception {
        var nowhere =
                left.ref(new ActorId(SystemId.ofName("nowhere"), "11111111-1111-4111-8111-111111111111"), Object.class);
        orderAndGoOn(here, self -> self.tie(nowhere));
        assertThat(stopOf(here))
                .isEqualTo(new ExitReason.Linked(nowhere, new ExitReason.Unreachable("no way leads there")));
    }

    @Test
    void aRingOfLinksOverBothSystemsStopsEachOnce() throws Exception {
        var second = left.createActor(() -> new Puppet(seen));
        var farSecond = right.ref(second.id(), Object.class);
        order(here, self -> self.tie(farThere));
        order(there, self -> self.tie(farSecond));
        order(second, self -> self.tie(here));
        network.awaitIdle();
        there.tell(new IOException("no"));

        Await.until("three stops", () -> stops.all().size() == 3);
        network.awaitIdle();
        assertThat(stops.all())
                .extracting(RuntimeEvent.ActorStopped::path)
                .containsExactlyInAnyOrder(here.path(), second.path(), there.path());
    }

    @Test
    void whoHasStoppedLeavesNoLinkBehind() {
        link();
        stop(left, here);
        network.awaitIdle();
        stop(right, there);
        assertThat(network.controls())
                .filteredOn(RemoteControl.LinkExited.class::isInstance)
                .hasSize(1);
    }

    @Test
    void aPeerWithoutAWordForItIsNoneToLinkWith() {
        network.forgetControls();
        assertThatThrownBy(() -> order(here, self -> self.tie(farThere)))
                .hasRootCauseInstanceOf(UnsupportedOperationException.class)
                .hasStackTraceContaining("tell you before it stops");
    }
}
