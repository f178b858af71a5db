package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.settings.RemoteLimits;
import io.sparkactor.testkit.Await;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each message that was taken is settled, once ({@link FakeMessage} sees to that), whatever is closed while others send. */
class SettlementTest extends TransportTest {

    private static final int ROUNDS = 20;

    static Stream<Named<TcpSettings>> kinds() {
        RemoteLimits limits = SESSIONS.limits().withQueue(1_000, 1 << 20);
        return Stream.of(
                Named.of("as the original", PLAIN.withLimits(limits)),
                Named.of("session", SESSIONS.withLimits(limits)));
    }

    /** Sends until told to stop, from several threads. */
    private static final class Senders implements AutoCloseable {

        final Queue<FakeMessage> taken = new ConcurrentLinkedQueue<>();
        final AtomicInteger count = new AtomicInteger();
        private final AtomicBoolean over = new AtomicBoolean();
        private final List<Thread> threads;

        Senders(FakeHome from, FakeHome to) {
            threads = Stream.generate(() -> Thread.ofPlatform().start(() -> send(from, to)))
                    .limit(3)
                    .toList();
        }

        private void send(FakeHome from, FakeHome to) {
            while (!over.get()) {
                FakeMessage message = from.send(to.actor("a"), "hi");
                if (message.refusal == null) {
                    taken.add(message);
                    count.incrementAndGet();
                }
            }
        }

        @Override
        public void close() throws InterruptedException {
            over.set(true);
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    private static void assertAllAreSettled(FakeHome home, Senders senders) {
        Await.until("nothing is in flight", () -> home.transport().inFlight() == 0);
        assertThat(senders.taken)
                .allSatisfy(message -> assertThat(message.outcome()).isNotNull());
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void routesAreClosedWhileOthersSend(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        try (var senders = new Senders(left, right)) {
            for (int round = 0; round < ROUNDS; round++) {
                var connection = left.transport()
                        .connect(right.systemId(), right.transport().address());
                assertThat(connection.awaitConnected(PATIENCE)).isTrue();
                int before = senders.count.get();
                Await.until("some are sent", () -> senders.count.get() > before + 10);
                connection.close();
            }
            senders.close();
            assertAllAreSettled(left, senders);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void connectionsAreCutWhileOthersSend(TcpSettings settings) throws Exception {
        FakeHome left = home(settings);
        FakeHome right = home(settings);
        var wire = closing(FaultProxy.before(right.transport().address(), 1));
        var connection = left.transport().connect(right.systemId(), wire.address());
        try (var senders = new Senders(left, right)) {
            for (int round = 0; round < ROUNDS; round++) {
                assertThat(connection.awaitConnected(PATIENCE)).isTrue();
                int before = wire.connections();
                wire.cut();
                Await.until("it is made again", () -> wire.connections() > before);
            }
            senders.close();
            connection.close();
            assertAllAreSettled(left, senders);
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void transportsAreClosedWhileOthersSend(TcpSettings settings) throws Exception {
        for (int round = 0; round < ROUNDS / 2; round++) {
            FakeHome left = home(settings);
            FakeHome right = home(settings);
            connect(left, right);
            try (var senders = new Senders(left, right)) {
                Await.until("some are sent", () -> senders.count.get() > 100);
                left.transport().close(left.hooks().nanoTime());
                senders.close();
                assertAllAreSettled(left, senders);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void thePeerClosesWhileOthersSend(TcpSettings settings) throws Exception {
        for (int round = 0; round < ROUNDS / 2; round++) {
            FakeHome left = home(settings);
            FakeHome right = home(settings);
            var connection =
                    left.transport().connect(right.systemId(), right.transport().address());
            assertThat(connection.awaitConnected(PATIENCE)).isTrue();
            try (var senders = new Senders(left, right)) {
                Await.until("some are sent", () -> senders.count.get() > 100);
                right.transport().close(right.hooks().nanoTime());
                senders.close();
                connection.close();
                assertAllAreSettled(left, senders);
            }
        }
    }
}
