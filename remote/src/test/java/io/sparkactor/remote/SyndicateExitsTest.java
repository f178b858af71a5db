package io.sparkactor.remote;

import static io.sparkactor.remote.Doll.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.ConnectionState;
import io.sparkactor.ExitReason;
import io.sparkactor.LinkExited;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stops, monitors and links between two syndicates, over sockets. */
@Timeout(60)
class SyndicateExitsTest {

    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final AtomicInteger PAIRS = new AtomicInteger();
    private static final ExitReason NORMAL = new ExitReason.Normal();

    private final int pair = PAIRS.incrementAndGet();
    private final Syndicate left = open("left", Remote.tcp());
    private final Syndicate right = open("right", Remote.tcp());
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();
    private final BlockingQueue<RuntimeEvent.ActorStopped> stops = new LinkedBlockingQueue<>();
    private final FaultProxy wire = FaultProxy.before(right.remoteAddress(), 1);

    private Syndicate open(String side, TcpRemote remote) {
        return Syndicate.open(side + "-exits-" + pair, c -> c.remote(remote));
    }

    private void connect() {
        assertThat(left.connect(right.systemId(), wire.address()).awaitConnected(PATIENCE))
                .isTrue();
    }

    private ActorRef<Object> here() {
        return left.createActor(() -> new Doll(seen));
    }

    private ActorRef<Object> there() {
        return right.createActor(() -> new Doll(seen));
    }

    private ActorRef<Object> far(ActorRef<?> actor) {
        return left.ref(actor.id(), Object.class);
    }

    private Object next() throws InterruptedException {
        Object next = seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).as("what an actor sees").isNotNull();
        return next;
    }

    /** The watcher was told nothing more: what it hears of another actor's end would be behind it. */
    private void checkNothingMore(ActorRef<Object> watcher) throws InterruptedException {
        ActorRef<Object> last = there();
        order(watcher, self -> self.watch(far(last)));
        right.stop(last);
        assertThat(next())
                .isInstanceOfSatisfying(
                        ActorExited.class, exit -> assertThat(exit.actor()).isEqualTo(far(last)));
        assertThat(seen).isEmpty();
    }

    @AfterEach
    void close() {
        left.close();
        right.close();
        wire.close();
    }

    @Test
    void anExitComesOnceAndBehindTheLastMessagesOverACut() throws Exception {
        connect();
        ActorRef<Object> watcher = here();
        ActorRef<Object> target = there();
        ActorRef<Object> home = right.ref(watcher.id(), Object.class);
        order(watcher, self -> self.watch(far(target)));
        far(target).tell("behind the monitor");
        assertThat(next()).isEqualTo("behind the monitor");
        wire.refuse(true);
        wire.cut();
        Await.until(
                "the cut",
                PATIENCE,
                () -> left.connect(right.systemId(), wire.address()).state() != ConnectionState.CONNECTED);
        order(target, self -> {
            for (int i = 0; i < 100; i++) {
                self.send(i, home);
            }
        });
        right.stop(target);
        assertThat(right.awaitStop(target, PATIENCE)).isTrue();
        assertThat(seen).isEmpty();
        wire.refuse(false);

        for (int i = 0; i < 100; i++) {
            assertThat(next()).isEqualTo(i);
        }
        assertThat(next()).isEqualTo(new ActorExited(far(target), NORMAL));
        checkNothingMore(watcher);
    }

    @Test
    void whoUnmonitorsHearsNothing() throws Exception {
        connect();
        ActorRef<Object> watcher = here();
        ActorRef<Object> target = there();
        order(watcher, self -> {
            self.watch(far(target));
            self.unwatch(far(target));
        });
        right.stop(target);
        assertThat(right.awaitStop(target, PATIENCE)).isTrue();

        checkNothingMore(watcher);
    }

    @Test
    void anActorThereIsStopped() {
        connect();
        ActorRef<Object> target = there();

        left.stop(far(target));

        assertThat(right.awaitStop(target, PATIENCE)).isTrue();
    }

    @Test
    void linkedActorsStopTogetherWithTheCauseAsText() throws Exception {
        connect();
        left.subscribe(RuntimeEvent.ActorStopped.class, stops::add);
        ActorRef<Object> near = here();
        ActorRef<Object> target = there();
        order(near, self -> self.tie(far(target), false));
        far(target).tell("behind the link");
        assertThat(next()).isEqualTo("behind the link");
        target.tell(new IllegalStateException("the disk is full"));

        RuntimeEvent.ActorStopped stop = stops.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(stop).isNotNull();
        assertThat(stop.reason()).isInstanceOfSatisfying(ExitReason.Linked.class, linked -> {
            assertThat(linked.origin()).isEqualTo(far(target));
            assertThat(linked.reason())
                    .isInstanceOfSatisfying(
                            ExitReason.Failed.class,
                            failed -> assertThat(failed.cause())
                                    .isInstanceOf(RemoteFailureException.class)
                                    .hasMessage("the disk is full"));
        });
    }

    @Test
    void whoTrapsExitsIsToldThatTheOtherSystemHasClosed() throws Exception {
        connect();
        ActorRef<Object> near = here();
        ActorRef<Object> target = there();
        order(near, self -> self.tie(far(target), true));
        far(target).tell("behind the link");
        assertThat(next()).isEqualTo("behind the link");

        right.close();

        assertThat(next()).isEqualTo(new LinkExited(far(target), new ExitReason.SyndicateClosed()));
    }

    @Test
    void aClosedConnectionEndsMonitorsAsUnreachable() throws Exception {
        connect();
        ActorRef<Object> watcher = here();
        ActorRef<Object> target = there();
        order(watcher, self -> self.watch(far(target)));

        left.connect(right.systemId(), wire.address()).close();

        assertThat(next()).isInstanceOfSatisfying(ActorExited.class, exit -> {
            assertThat(exit.actor()).isEqualTo(far(target));
            assertThat(exit.reason()).isInstanceOf(ExitReason.Unreachable.class);
        });
    }

    @Test
    void theOriginalHasNoWordForMonitors() {
        try (Syndicate plain = open("plain", Remote.tcp().withoutSessions())) {
            assertThat(left.connect(plain.systemId(), plain.remoteAddress()).awaitConnected(PATIENCE))
                    .isTrue();
            ActorRef<Object> target = left.ref(plain.ref().id(), Object.class);

            assertThatThrownBy(() -> order(here(), self -> self.watch(target)))
                    .isInstanceOf(AskFailedException.class)
                    .hasCauseInstanceOf(UnsupportedOperationException.class);
        }
    }
}
