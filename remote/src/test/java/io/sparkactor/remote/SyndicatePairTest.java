package io.sparkactor.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two syndicates in one JVM that talk over loopback: as the original does, and with sessions, with a secret and without. */
class SyndicatePairTest {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final AtomicInteger PAIRS = new AtomicInteger();

    private final int pair = PAIRS.incrementAndGet();
    private final List<Syndicate> open = new ArrayList<>();

    static Stream<RemoteOptions<?>> remotes() {
        TcpRemote open = Remote.tcp();
        TcpRemote secret = open.secret("shared");
        WebSocketRemote web = Remote.webSocket();
        return Stream.of(
                open.withoutSessions(),
                secret.withoutSessions(),
                open,
                secret,
                secret.encrypt(),
                web.withoutSessions(),
                web,
                web.secret("shared"),
                web.secret("shared").encrypt());
    }

    private Syndicate open(String side, RemoteOptions<?> remote) {
        Syndicate opened = Syndicate.open(side + "-" + pair, c -> c.remote(remote));
        open.add(opened);
        return opened;
    }

    private static void connect(Syndicate from, Syndicate to) {
        assertThat(from.connect(to.ref().id().systemId(), to.remoteAddress()).awaitConnected(PATIENCE))
                .isTrue();
    }

    @AfterEach
    void close() {
        open.forEach(Syndicate::close);
        Await.until(
                "no thread of the transports is left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().startsWith("spark-tcp-")));
    }

    @Test
    void anAskMayBeForwardedBackToWhereItCameFrom() {
        var left = open("left", Remote.tcp());
        var right = open("right", Remote.tcp());
        connect(left, right);
        var home = left.createActor(String.class, (context, message) -> message.reply("home"));
        var there = right.ref(home.id(), String.class);
        var first = right.createActor(String.class, (context, message) -> message.forward(there));

        assertThat(left.ref(first.id(), String.class).ask("hello", String.class, PATIENCE))
                .isEqualTo("home");
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void messagesArriveInTheirOrder(RemoteOptions<?> remote) {
        Syndicate left = open("left", remote);
        Syndicate right = open("right", remote);
        connect(left, right);
        connect(right, left);
        ActorRef<Object> inbox = left.ref(right.ref().id(), Object.class);

        for (long i = 0; i < 10_000; i++) {
            assertThat(inbox.tell(i).accepted()).isTrue();
        }

        for (long i = 0; i < 10_000; i++) {
            assertThat(right.receive(PATIENCE).content()).isEqualTo(i);
        }
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void anAskIsAnswered(RemoteOptions<?> remote) {
        Syndicate left = open("left", remote);
        Syndicate right = open("right", remote);
        connect(left, right);
        connect(right, left);
        ActorRef<String> greeter =
                right.createActor(String.class, (_, message) -> message.reply("Hello " + message.content()));
        ActorRef<String> far = left.ref(greeter.id(), String.class);

        for (int i = 0; i < 100; i++) {
            assertThat(far.ask("World", String.class, PATIENCE)).isEqualTo("Hello World");
        }
    }

    @Test
    void aSessionNeedsNoWayBack() {
        Syndicate left = open("left", Remote.tcp());
        Syndicate right = open("right", Remote.tcp());
        left.connect(right.ref().id().systemId(), right.remoteAddress());
        ActorRef<String> greeter =
                right.createActor(String.class, (_, message) -> message.reply("Hello " + message.content()));

        assertThat(left.ref(greeter.id(), String.class).ask("World", String.class, PATIENCE))
                .isEqualTo("Hello World");
    }

    @Test
    void aFailedHandlerFailsTheAskAtOnceWithItsCause() {
        Syndicate left = open("left", Remote.tcp());
        Syndicate right = open("right", Remote.tcp());
        connect(left, right);
        ActorRef<String> failing = right.createActor(String.class, (_, _) -> {
            throw new IllegalStateException("the reason");
        });

        assertThatThrownBy(() -> left.ref(failing.id(), String.class).ask("go", String.class, PATIENCE))
                .isInstanceOf(AskFailedException.class)
                .cause()
                .isInstanceOfSatisfying(RemoteFailureException.class, cause -> {
                    assertThat(cause).hasMessage("the reason");
                    assertThat(cause.thrownClass()).isEqualTo(IllegalStateException.class.getName());
                    assertThat(cause.remoteStack()).contains("SyndicatePairTest");
                });
    }

    @Test
    void anAskOfAnActorThatHasStoppedFailsAtOnce() {
        Syndicate left = open("left", Remote.tcp());
        Syndicate right = open("right", Remote.tcp());
        connect(left, right);
        ActorRef<String> gone = right.createActor(String.class, (_, message) -> message.reply("here"));
        ActorRef<String> far = left.ref(gone.id(), String.class);
        assertThat(far.ask("there?", String.class, PATIENCE)).isEqualTo("here");
        right.stop(gone);
        assertThat(right.awaitStop(gone, PATIENCE)).isTrue();

        assertThatThrownBy(() -> far.ask("there?", String.class, PATIENCE))
                .isInstanceOf(AskException.class)
                .isNotInstanceOf(AskTimeoutException.class);
    }

    @Test
    void refsTravelAndAnswer() {
        Syndicate left = open("left", Remote.tcp());
        Syndicate right = open("right", Remote.tcp());
        connect(left, right);
        ActorRef<String> greeter =
                left.createActor(String.class, (_, message) -> message.reply("Hello " + message.content()));
        ActorRef<Object> caller = right.createActor(Object.class, (_, message) -> {
            if (message.content() instanceof List<?> list) {
                message.reply(askFirst(list));
            }
        });

        assertThat(left.ref(caller.id(), Object.class).ask(List.of(greeter), String.class, PATIENCE))
                .isEqualTo("Hello ref");
    }

    @SuppressWarnings("unchecked") // it takes texts, as the test knows
    private static String askFirst(List<?> refs) {
        return ((ActorRef<String>) refs.getFirst()).ask("ref", String.class, PATIENCE);
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void theBooksAddUpOnBothSides(RemoteOptions<?> remote) {
        Syndicate left = open("left", remote);
        Syndicate right = open("right", remote);
        connect(left, right);
        ActorRef<Long> sink = right.createActor(Long.class, (_, _) -> {});
        ActorRef<Long> far = left.ref(sink.id(), Long.class);

        for (long i = 0; i < 1_000; i++) {
            far.tell(i);
        }

        Await.until("all was processed", PATIENCE, () -> right.ledger().processed() == 1_000);
        Await.until("nothing is on its way", PATIENCE, () -> left.ledger().inFlight() == 0);
        assertThat(left.ledger().balanced()).isTrue();
        assertThat(right.ledger().balanced()).isTrue();
    }
}
