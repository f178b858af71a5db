package io.sparkactor.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Syndicate;
import io.sparkactor.remote.RelayConfig;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.testkit.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Two systems that reach each other by a relay alone, which is ended and started again while they talk: nothing is lost, doubled or out of
 * order.
 *
 * <p>{@code -Dspark.remote.messages=100000} sends so many each way, with outages further apart; the default takes some seconds.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RelayOutageTest {

    private static final int USUAL = 20_000;
    private static final int MESSAGES = Integer.getInteger("spark.remote.messages", USUAL);
    private static final String SECRET = "of the relay";
    private static final Duration LONGEST_RETURN = Duration.ofSeconds(2);

    private final Random random = new Random();
    private final RelayConfig config = Remote.relay().secret(SECRET).drainTimeout(Duration.ofMillis(1));
    private final List<Long> returnMillis = new ArrayList<>();
    private WebSocketRelay relay = config.start();

    /** Where each relay is reached in its turn, so that none needs the port of the last one. */
    private final FaultProxy wire = FaultProxy.before(relay.address(), 1);

    private final URI uri = URI.create("ws://127.0.0.1:" + wire.address().getPort());

    private BrokenPair.Side side(String name) {
        TcpRemote remote = Remote.tcp().secret("of the systems");
        BrokenPair.Side side = BrokenPair.Side.open("outage-" + name, remote);
        assertThat(side.syndicate().connectRelay(uri, SECRET).awaitConnected(BrokenPair.PATIENCE))
                .isTrue();
        return side;
    }

    /** Ends the relay and starts it again, and measures how long the two take to come back. */
    private void interrupt(Syndicate... systems) {
        relay.close();
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(300)));
        relay = config.start();
        wire.target(relay.address());
        long start = System.nanoTime();
        for (Syndicate system : systems) {
            Await.until(
                    "it is back",
                    BrokenPair.PATIENCE,
                    () -> relay.connectedSystems().contains(system.systemId()));
            returnMillis.add((System.nanoTime() - start) / 1_000_000);
        }
    }

    private long medianReturnMillis() {
        List<Long> sorted = returnMillis.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    @Test
    void nothingIsLostWhileTheRelayComesAndGoes() throws InterruptedException {
        boolean usual = MESSAGES <= USUAL;
        try (BrokenPair.Side left = side("left");
                BrokenPair.Side right = side("right")) {
            Thread there = Thread.ofPlatform().start(() -> send(left, right));
            Thread back = Thread.ofPlatform().start(() -> send(right, left));
            do {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(
                        usual ? 100 + random.nextInt(300) : 4_000 + random.nextInt(2_000)));
                interrupt(left.syndicate(), right.syndicate());
            } while (there.isAlive() || back.isAlive());
            for (BrokenPair.Side side : List.of(left, right)) {
                side.seen().await(MESSAGES, BrokenPair.PATIENCE);
                assertThat(side.seen().fault()).isEmpty();
                assertThat(side.seen().count()).isEqualTo(MESSAGES);
                side.awaitQuiet();
                assertThat(side.books().deadLettered()).isZero();
            }
            System.getLogger(RelayOutageTest.class.getName())
                    .log(
                            System.Logger.Level.INFO,
                            returnMillis.size() + " returns to the relay, in " + medianReturnMillis()
                                    + " ms, the median");
            assertThat(returnMillis).as("outages, else nothing was shown").hasSizeGreaterThan(4);
            assertThat(medianReturnMillis()).isLessThan(LONGEST_RETURN.toMillis());
        } finally {
            relay.close();
            wire.close();
        }
    }

    /** Spread over some outages. */
    private static void send(BrokenPair.Side from, BrokenPair.Side to) {
        int step = Math.max(1, MESSAGES / 100);
        int pauseMillis = MESSAGES <= USUAL ? 30 : 400;
        for (int i = 0; i < MESSAGES; i += step) {
            from.send(to, i, Math.min(MESSAGES, i + step));
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(pauseMillis));
        }
    }
}
