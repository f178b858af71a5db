package io.sparkactor.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.FederationConfig;
import io.sparkactor.FederationException;
import io.sparkactor.FederationMember;
import io.sparkactor.Message;
import io.sparkactor.Placement;
import io.sparkactor.PlacementException;
import io.sparkactor.RemoteException;
import io.sparkactor.RuntimeEvent.MemberJoined;
import io.sparkactor.RuntimeEvent.MemberLeft;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.faults.Way;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A federation over sockets. */
@Timeout(60)
class FederationTcpTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String TOKEN = "open sesame, open sesame";
    private static final AtomicInteger TRIOS = new AtomicInteger();

    private final int trio = TRIOS.incrementAndGet();
    private final List<Syndicate> open = new ArrayList<>();

    record Colour(String name, int depth) {}

    record Unknown(String name) {}

    static final class Painter extends Actor<String> {
        private final Colour colour;
        private final int coats;

        Painter(Colour colour, int coats) {
            this.colour = colour;
            this.coats = coats;
        }

        @Override
        protected void process(Message<String> message) {
            message.reply(message.content() + " painted " + coats + " times " + colour.name());
        }
    }

    static final class Picky extends Actor<String> {
        Picky(Object anything) {}

        @Override
        protected void process(Message<String> message) {}
    }

    static List<TcpRemote> remotes() {
        TcpRemote open = Remote.tcp().allow(Colour.class);
        return List.of(open, open.secret("shared"));
    }

    private Syndicate open(String name, TcpRemote remote, Consumer<FederationConfig> options) {
        Syndicate opened = Syndicate.open(
                name + "-federation-" + trio,
                c -> c.remote(remote)
                        .federation(f -> options.accept(f.token(TOKEN).lease(Duration.ofSeconds(30)))));
        open.add(opened);
        return opened;
    }

    private static String address(Syndicate syndicate) {
        return "127.0.0.1:" + syndicate.remoteAddress().getPort();
    }

    private static int count(Syndicate syndicate) {
        return syndicate.federation().members().size();
    }

    @AfterEach
    void close() {
        open.forEach(syndicate -> syndicate.close(Duration.ZERO));
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void threeSystemsJoinPlaceAndLeave(TcpRemote remote) {
        Syndicate left = open("left", remote, f -> {});
        Syndicate right = open("right", remote, f -> f.capability("gpu", true).host(Painter.class));
        Syndicate third = open("third", remote, f -> f.capability("gpu", false).host(Painter.class));
        right.federation().join(address(left));

        FederationMember joined = third.federation().join(left.systemId(), left.remoteAddress());

        assertThat(joined.system()).isEqualTo(left.systemId());
        assertThat(List.of(count(left), count(right), count(third))).containsOnly(3);
        ActorRef<String> painter = left.createActor(
                ActorSpec.of(Painter.class, new Colour("blue", 3), 2).requiring("gpu", true), Placement.auto());
        assertThat(painter.id().systemId()).isEqualTo(right.systemId());
        assertThat(painter.ask("a wall", String.class)).isEqualTo("a wall painted 2 times blue");
        left.stop(painter);
        Await.until(
                "the painter has gone",
                PATIENCE,
                () -> right.federation().member(right.systemId()).orElseThrow().placed() == 0);
        right.close(Duration.ofSeconds(1));
        Await.until("right is gone", PATIENCE, () -> count(left) == 2 && count(third) == 2);
    }

    @Test
    void anArgumentThatIsNotAllowedIsRefused() {
        Syndicate left = open("left", Remote.tcp().allow(Colour.class), f -> {});
        Syndicate right = open("right", Remote.tcp(), f -> f.host(Painter.class, Picky.class));
        left.federation().join(address(right));
        Placement there = Placement.on(right.systemId());

        for (Object argument : List.of(new Unknown("x"), new Colour("x", 1))) { // allowed nowhere, and here alone
            assertThatThrownBy(() -> left.createActor(ActorSpec.of(Picky.class, argument), there))
                    .isInstanceOfSatisfying(
                            PlacementException.class,
                            e -> assertThat(e.reason()).isEqualTo(PlacementException.Reason.NOT_ENCODABLE));
        }
        assertThatThrownBy(() -> left.createActor(ActorSpec.of(Painter.class, new Colour("x", 1), 1), there))
                .isInstanceOf(PlacementException.class);
        assertThat(left.createActor(ActorSpec.of(Picky.class, "a text"), there)
                        .id()
                        .systemId())
                .isEqualTo(right.systemId());
    }

    @Test
    void aWrongTokenIsRefusedAndNobodyIsCalled() {
        Syndicate left = open("left", Remote.tcp(), f -> {});
        Syndicate mallory = open("mallory", Remote.tcp(), f -> f.token("abracadabra, abracadabra"));

        assertThatThrownBy(() -> mallory.federation().join(address(left)))
                .isInstanceOfSatisfying(
                        FederationException.class,
                        e -> assertThat(e.reason()).isEqualTo(FederationException.Reason.TOKEN_REFUSED));
        assertThat(count(left)).isEqualTo(1);
        assertThat(mallory.transportHealth().values())
                .as("connections to mallory, who was not called")
                .allMatch(health -> health.address().equals(address(left)));
        assertThatThrownBy(() -> mallory.federation().join("127.0.0.1:1")).isInstanceOf(RemoteException.class);
    }

    /** As the original speaks: without controls. */
    @Test
    void aSystemThatHoldsNoSessionsIsNoMember() {
        Syndicate left = open("left", Remote.tcp().withoutSessions(), f -> {});
        Syndicate right = open("right", Remote.tcp(), f -> {});
        for (var way : List.of(List.of(left, right), List.of(right, left))) {
            assertThatThrownBy(() -> way.getFirst().federation().join(address(way.getLast())))
                    .isInstanceOfSatisfying(
                            FederationException.class,
                            e -> assertThat(e.reason()).isEqualTo(FederationException.Reason.NOT_JAVA));
        }
        assertThat(List.of(count(left), count(right))).containsOnly(1);
    }

    @Test
    void aSystemWithoutFederationSaysSoAtOnce() {
        Syndicate left = open("left", Remote.tcp(), f -> {});
        Syndicate plain = Syndicate.open("plain-federation-" + trio, c -> c.remote(Remote.tcp()));
        open.add(plain);

        assertThatThrownBy(() -> left.federation().join(address(plain)))
                .isInstanceOfSatisfying(
                        FederationException.class,
                        e -> assertThat(e.reason()).isEqualTo(FederationException.Reason.NOT_FEDERATED));
    }

    @Test
    void aMemberThatIsCutOffIsGoneAndComesBack() throws Exception {
        Syndicate left = open("left", Remote.tcp(), f -> f.lease(Duration.ofSeconds(2)));
        Syndicate right = open("right", Remote.tcp(), f -> f.lease(Duration.ofSeconds(2)));
        BlockingQueue<Object> news = new LinkedBlockingQueue<>();
        left.subscribe(MemberJoined.class, event -> news.add("joined"));
        left.subscribe(MemberLeft.class, event -> news.add(event.why()));
        try (FaultProxy wire = FaultProxy.before(right.remoteAddress(), 1)) {
            left.federation().join(right.systemId(), wire.address());
            assertThat(next(news)).isEqualTo("joined");

            wire.stall(Way.IN).stall(Way.OUT);
            assertThat(next(news)).isEqualTo(MemberLeft.Why.LEASE_EXPIRED);
            wire.flow(Way.IN).flow(Way.OUT);
            assertThat(next(news)).isEqualTo("joined");
        }
    }

    /** What is sent to it, be it a reply, must not wait on the way to where nobody is. */
    @Test
    void aMemberThatIsNotWhereItSaysCanStillBeJoinedWhereItIs() {
        Syndicate left = open("left", Remote.tcp(), f -> {});
        Syndicate lost = open("lost", Remote.tcp(), f -> f.address("127.0.0.1:1"));
        Syndicate right = open("right", Remote.tcp(), f -> {});
        lost.federation().join(address(left));
        right.federation().join(address(left)); // and tries the other one in vain

        right.federation().join(lost.systemId(), lost.remoteAddress());
        Await.until("all know each other", PATIENCE, () -> count(left) == 3 && count(lost) == 3 && count(right) == 3);
    }

    private static Object next(BlockingQueue<Object> news) throws InterruptedException {
        return news.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Test
    void aWildcardIsNoAddressForOthers() {
        assertThatThrownBy(() -> open("everywhere", Remote.tcp().host("0.0.0.0").secret("s"), f -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("f.address(");
        Syndicate told = open("told", Remote.tcp().host("0.0.0.0").secret("s"), f -> f.address("told.example:7000"));
        assertThat(told.federation().members().getFirst().address()).isEqualTo("told.example:7000");
    }
}
