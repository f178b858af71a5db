package io.sparkactor.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ConnectionState;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.RemoteOptions;
import io.sparkactor.remote.WebSocketRemote;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Between two of our systems nothing is lost, doubled or out of order, whatever the network does, as long as neither of them ends.
 *
 * <p>{@code -Dspark.remote.messages=1000000} sends so many each way in {@link #nothingIsLostWhileConnectionsAreCut}, with cuts further
 * apart; the default takes some seconds.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class BrokenNetworkTest {

    private static final int USUAL = 20_000;
    private static final int MESSAGES = Integer.getInteger("spark.remote.messages", USUAL);

    private final long seed = new Random().nextLong();

    private BrokenPair pair(String name) {
        return new BrokenPair(name, Remote.tcp(), seed);
    }

    /** Sends so many each way at the same time, and waits until all have come. */
    private static void sendBothWays(BrokenPair pair, int from, int until) throws InterruptedException {
        Thread other = Thread.ofPlatform().start(() -> pair.right.send(pair.left, from, until));
        pair.left.send(pair.right, from, until);
        other.join();
    }

    private void assertAllCame(BrokenPair pair, int count) {
        pair.right.seen().await(count, BrokenPair.PATIENCE);
        pair.left.seen().await(count, BrokenPair.PATIENCE);
        pair.awaitSettled();
        for (BrokenPair.Side side : new BrokenPair.Side[] {pair.left, pair.right}) {
            assertThat(side.seen().fault()).as("seed %d", seed).isEmpty();
            assertThat(side.seen().count()).as("seed %d", seed).isEqualTo(count);
            assertThat(side.books().deadLettered()).as("seed %d", seed).isZero();
        }
    }

    static Stream<RemoteOptions<?>> remotes() {
        return Stream.of(
                Remote.tcp(),
                Remote.tcp().secret("secret"),
                Remote.webSocket(),
                Remote.webSocket().secret("secret"));
    }

    @ParameterizedTest
    @MethodSource("remotes")
    void nothingIsLostWhileConnectionsAreCut(RemoteOptions<?> remote) throws InterruptedException {
        boolean usual = MESSAGES <= USUAL;
        try (BrokenPair pair = new BrokenPair("cut", remote, seed)) {
            if (usual) {
                // Slows them down, so that there is something to cut.
                pair.proxy.chop(2048).delay(Duration.ofMillis(1));
            }
            // A WebSocket takes more round trips to come about, and shall come about now and then on a slow machine
            // too.
            int shortest = remote instanceof WebSocketRemote ? 150 : 50;
            pair.proxy.cutEvery(
                    Duration.ofMillis(usual ? shortest : 1000), Duration.ofMillis(usual ? 3 * shortest : 3000));
            sendBothWays(pair, 0, MESSAGES);
            assertAllCame(pair, MESSAGES);
            assertThat(pair.proxy.cuts()).as("cuts, else nothing was shown").isGreaterThan(2);
        }
    }

    @Test
    void aConnectionThatIsCutAtAnyByteOfItsBeginningComesBack() throws InterruptedException {
        Random random = new Random(seed);
        try (BrokenPair pair = pair("bytes")) {
            for (int i = 1; i <= 40; i++) {
                pair.proxy.cutNextAt(random.nextBoolean() ? Way.IN : Way.OUT, random.nextInt(700));
                pair.proxy.cut();
                sendBothWays(pair, i * 10 - 10, i * 10);
                // Else no connection would last, and the session end for want of one.
                pair.right.seen().await(i * 10, BrokenPair.PATIENCE);
                pair.left.seen().await(i * 10, BrokenPair.PATIENCE);
            }
            assertAllCame(pair, 400);
        }
    }

    @Test
    void messagesThatComeByteForByteAreWhole() throws InterruptedException {
        try (BrokenPair pair = pair("bits")) {
            pair.proxy.chop(1);
            pair.proxy.cut();
            sendBothWays(pair, 0, 200);
            assertAllCame(pair, 200);
        }
    }

    @Test
    void aWayThatStallsHoldsUpOnlyItself() throws InterruptedException {
        try (BrokenPair pair = pair("stall")) {
            // So that each has told the other how much it may send.
            sendBothWays(pair, 0, 1);
            pair.awaitSettled();
            pair.proxy.stall(Way.IN);
            pair.right.send(pair.left, 1, 1000);
            pair.left.seen().await(1000, BrokenPair.PATIENCE);
            pair.left.send(pair.right, 1, 1000);
            assertThat(pair.right.seen().count()).isLessThan(1000);
            pair.proxy.flow(Way.IN);
            assertAllCame(pair, 1000);
        }
    }

    @Test
    void whatIsSentWhileThereIsNoNetworkArrivesOnceThereIs() throws InterruptedException {
        try (BrokenPair pair = pair("away")) {
            pair.proxy.refuse(true);
            pair.proxy.cut();
            Await.until("the cut", BrokenPair.PATIENCE, () -> pair.connection.state() != ConnectionState.CONNECTED);
            sendBothWays(pair, 0, 1000);
            assertThat(pair.right.seen().count()).isZero();
            pair.proxy.refuse(false);
            assertAllCame(pair, 1000);
        }
    }

    @Test
    void asksAreAnsweredOnceWhileConnectionsAreCut() {
        try (BrokenPair pair = pair("asks")) {
            ActorRef<Integer> twice = pair.right
                    .syndicate()
                    .createActor(Integer.class, (_, message) -> message.reply(2 * message.content()));
            ActorRef<Integer> far = pair.left.syndicate().ref(twice.id(), Integer.class);
            pair.proxy.cutEvery(Duration.ofMillis(20), Duration.ofMillis(60));
            for (int i = 0; i < 150; i++) {
                assertThat(far.ask(i, Integer.class, BrokenPair.PATIENCE)).isEqualTo(2 * i);
            }
            pair.awaitSettled();
        }
    }
}
