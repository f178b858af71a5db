package io.sparkactor.remote;

import static io.sparkactor.remote.Doll.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.Connection;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.TransportHealth;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two syndicates that reach each other by a relay alone. */
@Timeout(60)
class RelayedPairTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String SECRET = "of the relay";
    private static final AtomicInteger PAIRS = new AtomicInteger();

    private final int pair = PAIRS.incrementAndGet();
    private final WebSocketRelay relay = Remote.relay().secret(SECRET).start();
    private final List<Syndicate> open = new ArrayList<>();
    private final BlockingQueue<Object> seen = new LinkedBlockingQueue<>();

    static Stream<TcpRemote> remotes() {
        return Stream.of(
                Remote.tcp(),
                Remote.tcp().secret("of the systems"),
                Remote.tcp().secret("of the systems").encrypt());
    }

    private Syndicate member(String side, TcpRemote remote) {
        Syndicate opened = Syndicate.open(side + "-relayed-" + pair, c -> c.remote(remote));
        open.add(opened);
        assertThat(opened.connectRelay(relay.uri(), SECRET).awaitConnected(PATIENCE))
                .isTrue();
        return opened;
    }

    private Object next() throws InterruptedException {
        Object next = seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        assertThat(next).as("what an actor sees").isNotNull();
        return next;
    }

    @AfterEach
    void close() {
        open.forEach(Syndicate::close);
        Await.until("all to be unregistered", () -> relay.connectedSystems().isEmpty());
        relay.close();
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void asksAndTellsGoBothWays(TcpRemote remote) {
        Syndicate left = member("left", remote);
        Syndicate right = member("right", remote);
        ActorRef<String> echo =
                right.createActor(String.class, (_, message) -> message.reply("Hello " + message.content()));
        ActorRef<String> back =
                left.createActor(String.class, (_, message) -> message.reply("Back " + message.content()));

        assertThat(left.ref(echo.id(), String.class).ask("World", String.class, PATIENCE))
                .isEqualTo("Hello World");
        assertThat(right.ref(back.id(), String.class).ask("World", String.class, PATIENCE))
                .isEqualTo("Back World");
        assertThat(left.transportHealth().get(right.systemId()))
                .isNotNull()
                .extracting(TransportHealth::state)
                .isEqualTo(ConnectionState.CONNECTED);
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void messagesArriveInTheirOrder(TcpRemote remote) {
        Syndicate left = member("left", remote);
        Syndicate right = member("right", remote);
        var numbers = new Numbers.Seen();
        ActorRef<Object> far =
                left.ref(right.createActor(() -> new Numbers(numbers)).id(), Object.class);

        for (int i = 0; i < 10_000; i++) {
            assertThat(far.tell(i).accepted()).isTrue();
        }

        numbers.await(10_000, PATIENCE);
        assertThat(numbers.fault()).isEmpty();
    }

    @Test
    void aFailureOfTheHandlerComesBack() {
        Syndicate left = member("left", Remote.tcp());
        Syndicate right = member("right", Remote.tcp());
        ActorRef<String> failing = right.createActor(String.class, (_, _) -> {
            throw new IllegalStateException("no");
        });

        assertThatThrownBy(() -> left.ref(failing.id(), String.class).ask("do it", String.class, PATIENCE))
                .isInstanceOf(AskFailedException.class)
                .hasCauseInstanceOf(RemoteFailureException.class);
    }

    @Test
    void theEndOfAnActorIsTold() throws Exception {
        Syndicate left = member("left", Remote.tcp());
        Syndicate right = member("right", Remote.tcp());
        ActorRef<Object> watcher = left.createActor(() -> new Doll(seen));
        ActorRef<Object> watched = right.createActor(() -> new Doll(seen));
        ActorRef<Object> far = left.ref(watched.id(), Object.class);
        order(watcher, self -> self.watch(far));
        left.ref(watched.id(), Object.class).tell("first");
        assertThat(next()).isEqualTo("first");

        right.stop(watched);

        assertThat(next())
                .isInstanceOfSatisfying(
                        ActorExited.class, exit -> assertThat(exit.actor()).isEqualTo(far));
    }

    @Test
    void whatIsSentToASystemThatIsNotThereBecomesADeadLetterWithTheReason() {
        Syndicate left = member("left", Remote.tcp());
        ActorRef<String> nobody = left.ref(SystemId.ofName("nobody"), "a", String.class);

        assertThatThrownBy(() -> nobody.ask("hello", String.class, PATIENCE))
                .isInstanceOf(AskException.class)
                .hasMessageContaining(DeadLetterReason.NO_ROUTE.text());
    }

    @Test
    void aWayOfItsOwnGoesBeforeTheRelay() {
        Syndicate left = member("left", Remote.tcp());
        Syndicate right = member("right", Remote.tcp());
        ActorRef<String> echo = right.createActor(String.class, (_, message) -> message.reply(message.content()));
        ActorRef<String> far = left.ref(echo.id(), String.class);
        assertThat(far.ask("by the relay", String.class, PATIENCE)).isEqualTo("by the relay");
        long frames = relay.figures().frames();

        Connection direct = left.connect(right.systemId(), right.remoteAddress());
        assertThat(direct.awaitConnected(PATIENCE)).isTrue();
        Await.until("the way by the relay to be closed", () -> relay.figures().frames() > frames);
        long then = relay.figures().frames();

        for (int i = 0; i < 100; i++) {
            assertThat(far.ask("direct", String.class, PATIENCE)).isEqualTo("direct");
        }
        assertThat(relay.figures().frames() - then).isLessThan(20);
    }
}
