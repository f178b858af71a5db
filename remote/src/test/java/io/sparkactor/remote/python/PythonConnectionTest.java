package io.sparkactor.remote.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Numbers;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is sent to the Python original and by it arrives once and in order, and connections to it come back. */
@NeedsPython
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class PythonConnectionTest {

    private static final int MANY = 10_000;
    private static final long SEED = 7;

    @Test
    void manyMessagesArriveOnceAndInOrderOnBothWaysAtATime() {
        try (Pair pair = Pair.start("many")) {
            Numbers.Seen seen = new Numbers.Seen();
            ActorRef<Object> ours = pair.ours().createActor(() -> new Numbers(seen));
            pair.actor("Flood").tell(List.of(ours, MANY));
            ActorRef<Object> theirs = pair.actor("Collector");
            for (int i = 0; i < MANY; i++) {
                assertThat(theirs.tell(i).accepted()).isTrue();
            }
            assertThat(theirs.ask("stats", Object.class, Pair.PATIENCE)).hasToString(all(MANY));
            seen.await(MANY, Pair.PATIENCE);
            assertThat(seen.fault()).isEmpty();
            assertThat(seen.count()).isEqualTo(MANY);
        }
    }

    @Test
    void aPeerThatWasKilledIsTalkedToAgainOnceItIsBack() {
        PeerOptions options = PeerOptions.named("killed-python").secret(Pair.SECRET);
        try (PythonPeer killed = PythonPeer.start(options);
                Syndicate ours = ours("killed-java");
                FaultProxy wire = FaultProxy.before(killed.address(), SEED)) {
            killed.connect(ours);
            Connection connection = ours.connect(killed.systemId(), wire.address());
            assertThat(ours.ref(killed.actor("Echo"), Object.class).ask("before", String.class, Pair.PATIENCE))
                    .isEqualTo("before");
            kill(killed, connection);
            try (PythonPeer back = PythonPeer.start(options)) {
                wire.target(back.address());
                back.connect(ours);
                assertThat(connection.awaitConnected(Pair.PATIENCE)).isTrue();
                assertThat(ours.ref(back.actor("Echo"), Object.class).ask("after", String.class, Pair.PATIENCE))
                        .isEqualTo("after");
            }
        }
    }

    @Test
    void whatIsToldWhileThePeerIsGoneArrivesOnceItIsBack() {
        PeerOptions options = PeerOptions.named("waits-python").secret(Pair.SECRET);
        try (PythonPeer killed = PythonPeer.start(options);
                Syndicate ours = ours("waits-java");
                FaultProxy wire = FaultProxy.before(killed.address(), SEED)) {
            Connection connection = ours.connect(killed.systemId(), wire.address());
            assertThat(connection.awaitConnected(Pair.PATIENCE)).isTrue();
            kill(killed, connection);
            assertThat(ours.ref(killed.actor("Echo"), Object.class)
                            .tell("patience")
                            .accepted())
                    .isTrue();
            try (PythonPeer back = PythonPeer.start(options)) {
                wire.target(back.address());
                assertThat(connection.awaitConnected(Pair.PATIENCE)).isTrue();
                // Its actors have other ids now, so the message is a dead letter there.
                Await.until(
                        "the dead letter",
                        Pair.PATIENCE,
                        () -> back.eval("[letter.original_envelope.payload for letter in syndicate.dead_letters]")
                                .contains("patience"));
            }
        }
    }

    @Test
    void ourSyndicateIsTalkedToAgainOnceItIsBack() {
        try (PythonPeer peer = PythonPeer.start(PeerOptions.named("stays"));
                FaultProxy wire = FaultProxy.before(peer.address(), SEED)) { // for now to itself
            try (Syndicate first = Syndicate.open("comes-and-goes", c -> c.remote(Remote.tcp()))) {
                wire.target(first.remoteAddress());
                peer.connect(first.systemId(), wire.address());
                first.connect(peer.systemId(), peer.address());
                assertThat(peer.tell(first.ref().id(), "'before'")).isEqualTo("accepted");
                assertThat(first.receive(Pair.PATIENCE).content()).isEqualTo("before");
            }
            try (Syndicate second = Syndicate.open("comes-and-goes", c -> c.remote(Remote.tcp()))) {
                wire.target(second.remoteAddress());
                second.connect(peer.systemId(), peer.address());
                // The original notices that a connection is gone only by losing what it sends.
                List<String> answers = new ArrayList<>();
                Await.until(
                        "a message from it",
                        Pair.PATIENCE,
                        () -> {
                            answers.add(peer.tell(second.ref().id(), "'after'"));
                            return second.poll(Duration.ofMillis(100)).isPresent();
                        },
                        () -> answers + " " + peer.eval("syndicate.transport_health") + second.deadLetters());
            }
        }
    }

    @Test
    void nothingIsLostWhenItClosesAConnectionThatIsIdle() {
        PeerOptions impatient = PeerOptions.named("impatient").idle(Duration.ofMillis(200));
        try (PythonPeer peer = PythonPeer.start(impatient);
                Syndicate ours = Syndicate.open("patient", c -> c.remote(Remote.tcp()))) {
            peer.connect(ours);
            ours.connect(peer.systemId(), peer.address());
            ActorRef<Object> theirs = ours.ref(peer.actor("Collector"), Object.class);
            for (int i = 0; i < 5; i++) {
                long opened = connections(ours, peer);
                theirs.tell(i);
                Await.until("a new connection", Pair.PATIENCE, () -> connections(ours, peer) > opened);
            }
            assertThat(theirs.ask("stats", Object.class, Pair.PATIENCE)).hasToString(all(5));
        }
    }

    @Test
    void messagesOfMegabytesTravelAndThoseBeyondTheLimitHarmNoOther() {
        try (Pair pair = Pair.start("large")) {
            byte[] large = new byte[4 << 20];
            large[large.length - 1] = 1;
            assertThat(pair.actor("Echo").ask(large, byte[].class, Pair.PATIENCE))
                    .isEqualTo(large);
            ActorRef<Object> echo =
                    pair.ours().createActor(Object.class, (_, message) -> message.reply(message.content()));
            // Whether it notices while it still writes is a matter of luck.
            pair.theirs().tell(echo.id(), "bytes(17 << 20)");
            Await.until("a small one behind it", Pair.PATIENCE, () -> answers(pair, echo));
            assertThat(pair.actor("Echo").tell(new byte[17 << 20]))
                    .isEqualTo(new Delivery.Refused(DeadLetterReason.NOT_ENCODABLE));
            assertThat(pair.actor("Echo").ask("small", String.class, Pair.PATIENCE))
                    .isEqualTo("small");
        }
    }

    private static boolean answers(Pair pair, ActorRef<Object> echo) {
        try {
            return pair.theirs()
                    .ask(echo.id(), "'small'", Duration.ofSeconds(1))
                    .equals("'small'");
        } catch (PeerFailure theConnectionIsGone) {
            return false;
        }
    }

    @Test
    void framesThatComeByteForByteAreWholeOnBothSides() {
        try (PythonPeer peer = PythonPeer.start(PeerOptions.named("bytes").secret(Pair.SECRET));
                Syndicate ours =
                        Syndicate.open("bytes-java", c -> c.remote(Remote.tcp().secret(Pair.SECRET)));
                FaultProxy toThem = FaultProxy.before(peer.address(), SEED).chop(1);
                FaultProxy toUs = FaultProxy.before(ours.remoteAddress(), SEED).chop(1)) {
            peer.connect(ours.systemId(), toUs.address());
            ours.connect(peer.systemId(), toThem.address());
            ActorRef<Object> echo = ours.ref(peer.actor("Echo"), Object.class);
            for (long i = 0; i < 100; i++) {
                assertThat(echo.ask(i, Long.class, Pair.PATIENCE)).isEqualTo(i);
            }
        }
    }

    /** The original acknowledges nothing, so what a cut loses is lost; but nothing comes twice, or behind what was sent later. */
    @Test
    void whatCutsLeaveComesOnceAndInOrder() {
        try (PythonPeer peer = PythonPeer.start(PeerOptions.named("cuts"));
                Syndicate ours = Syndicate.open("cuts-java", c -> c.remote(Remote.tcp()));
                FaultProxy proxy = FaultProxy.before(peer.address(), SEED)
                        .delay(Duration.ofMillis(1))
                        .chop(4096)) {
            peer.connect(ours);
            ours.connect(peer.systemId(), proxy.address());
            proxy.cutEvery(Duration.ofMillis(20), Duration.ofMillis(60));
            ActorRef<Object> collector = ours.ref(peer.actor("Collector"), Object.class);
            for (int i = 0; i < 5000; i++) {
                assertThat(collector.tell(i).accepted()).isTrue();
            }
            Await.until("quiet books", Pair.PATIENCE, () -> ours.ledger().inFlight() == 0);
            Map<?, ?> stats = statsInSpiteOfCuts(collector);
            assertThat(stats.get("stale")).isNull();
            assertThat((Long) stats.get("count")).isBetween(1L, 5000L);
            assertThat(proxy.cuts()).isGreaterThan(1);
        }
    }

    private static String all(int count) {
        return "{count=" + count + ", stale=null, gap=null}";
    }

    private static Map<?, ?> statsInSpiteOfCuts(ActorRef<Object> collector) {
        AtomicReference<Map<?, ?>> stats = new AtomicReference<>(Map.of());
        Await.until("an answer", Pair.PATIENCE, () -> {
            try {
                stats.set(collector.ask("stats", Map.class, Duration.ofSeconds(2)));
                return true;
            } catch (AskTimeoutException | AskRefusedException lostByACut) {
                return false;
            }
        });
        return stats.get();
    }

    private static Syndicate ours(String name) {
        return Syndicate.open(name, c -> c.remote(Remote.tcp().secret(Pair.SECRET)));
    }

    private static void kill(PythonPeer peer, Connection connection) {
        peer.kill();
        Await.until("the end of the connection", Pair.PATIENCE, () -> connection.state() != ConnectionState.CONNECTED);
    }

    private static long connections(Syndicate ours, PythonPeer peer) {
        var health = ours.transportHealth().get(peer.systemId());
        return health == null ? 0 : health.connectionsOpened();
    }
}
