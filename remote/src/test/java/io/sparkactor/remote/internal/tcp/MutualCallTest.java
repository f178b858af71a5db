package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Connection;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.spi.RemoteControl.Exited;
import io.sparkactor.spi.RemoteControl.Monitor;
import io.sparkactor.testkit.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Two systems that call each other, over TCP. */
class MutualCallTest extends ControlFixture {

    private static final int TIMES = 200;
    private static final int MESSAGES = 20;

    @Test
    void calledAtTheSameInstantThereIsOneSession() throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            for (int i = 0; i < TIMES; i++) {
                try (var left = new FakeHome("mutual-left-" + i, SESSIONS);
                        var right = new FakeHome("mutual-right-" + i, SESSIONS)) {
                    atTheSameInstant(threads, left, right);
                }
            }
        }
    }

    private static void atTheSameInstant(ExecutorService threads, FakeHome left, FakeHome right) throws Exception {
        var start = new CyclicBarrier(2);
        Future<List<FakeMessage>> toRight = threads.submit(side(start, left, right));
        Future<List<FakeMessage>> toLeft = threads.submit(side(start, right, left));
        came(right, toRight.get(10, TimeUnit.SECONDS));
        came(left, toLeft.get(10, TimeUnit.SECONDS));

        assertThat(left.health(right.systemId()).connectionsOpened()).isEqualTo(1);
        assertThat(right.health(left.systemId()).connectionsOpened()).isEqualTo(1);
        awaitTold(left, told(right, new Monitor("b", "a")));
        awaitTold(right, told(left, new Monitor("b", "a")));
        take(left, right, new Exited("a", "b", NORMAL));
        take(right, left, new Exited("a", "b", NORMAL));
        awaitTold(left, "Exited");
        awaitTold(right, "Exited");
        assertThat(left.told).hasSize(2);
        assertThat(right.told).hasSize(2);
    }

    private static Callable<List<FakeMessage>> side(CyclicBarrier start, FakeHome from, FakeHome to) {
        return () -> {
            start.await();
            Connection connection =
                    from.transport().connect(to.systemId(), to.transport().address());
            take(from, to, new Monitor("b", "a"));
            List<FakeMessage> sent = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                sent.add(from.send(to.actor("a"), i));
            }
            assertThat(connection.awaitConnected(PATIENCE)).isTrue();
            for (int i = MESSAGES; i < 2 * MESSAGES; i++) {
                sent.add(from.send(to.actor("a"), i));
            }
            return sent;
        };
    }

    private static void came(FakeHome to, List<FakeMessage> sent) throws InterruptedException {
        for (int i = 0; i < sent.size(); i++) {
            assertThat(to.next().content()).isEqualTo(i);
        }
        assertThat(sent).allSatisfy(message -> assertThat(message.settled()).isEqualTo("delivered"));
        assertThat(to.received).isEmpty();
    }

    @Test
    void systemsWithoutSessionsKeepTheirTwoConnections() throws Exception {
        FakeHome left = home(PLAIN);
        FakeHome right = home(SESSIONS);
        connect(left, right);
        connect(right, left);

        assertThat(left.send(right.actor("a"), "hi").settled()).isEqualTo("delivered");
        assertThat(right.send(left.actor("a"), "ho").settled()).isEqualTo("delivered");
        assertThat(right.next().content()).isEqualTo("hi");
        assertThat(left.next().content()).isEqualTo("ho");
        assertThat(left.health(right.systemId()).address())
                .contains(String.valueOf(right.transport().address().getPort()));
    }

    @Test
    void theOneSessionOutlivesCutsOfBothWays() throws Exception {
        FakeHome left = home(SESSIONS);
        FakeHome right = home(SESSIONS);
        FaultProxy toRight = closing(FaultProxy.before(right.transport().address(), 1));
        FaultProxy toLeft = closing(FaultProxy.before(left.transport().address(), 2));
        left.transport().connect(right.systemId(), toRight.address());
        right.transport().connect(left.systemId(), toLeft.address());
        take(left, right, new Monitor("b", "a"));
        var random = new Random(1);

        for (int i = 0; i < 100; i++) {
            left.send(right.actor("a"), i);
            right.send(left.actor("a"), i);
            (random.nextBoolean() ? toRight : toLeft).cut();
            assertThat(right.next().content()).isEqualTo(i);
            assertThat(left.next().content()).isEqualTo(i);
        }

        Await.until(
                "all is settled",
                PATIENCE,
                () -> left.transport().inFlight() + right.transport().inFlight() == 0);
        assertThat(left.told).isEmpty();
        assertThat(right.told).hasSize(1);
    }
}
