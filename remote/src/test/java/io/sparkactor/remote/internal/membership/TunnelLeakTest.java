package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.testkit.Await;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What comes and goes leaves nothing behind. */
class TunnelLeakTest extends RelayTest {

    private static final ByteBufAllocatorMetric BUFFERS = UnpooledByteBufAllocator.DEFAULT.metric();
    private static final int ROUNDS = 100;

    private static void passes(Side from, Side to) throws InterruptedException {
        var message = new FakeMessage(to.home().actor("a"), "hi");
        assertThat(from.board().send(message)).isNull();
        assertThat(message.settled()).isEqualTo("delivered");
        to.home().next();
    }

    @Test
    void tunnelsThatEndLeaveNothing() throws Exception {
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        passes(left, right);
        long before = BUFFERS.usedHeapMemory() + BUFFERS.usedDirectMemory();

        for (int i = 0; i < ROUNDS; i++) {
            relay.down();
            relay.up();
            passes(left, right);
            left.home().forget();
        }

        Await.until(
                "one tunnel each",
                () -> left.client().tunnels() == 1 && right.client().tunnels() == 1);
        Await.until(
                "no buffer more than before",
                () -> BUFFERS.usedHeapMemory() + BUFFERS.usedDirectMemory() <= before + 64 * 1024);
    }

    @Test
    void systemsThatAreNotThereLeaveNothing() {
        Side left = member(SESSIONS);

        for (int i = 0; i < 2_000; i++) { // more than there may be at once
            var message = new FakeMessage(new ActorId(SystemId.ofName("nobody" + i), "a"), "lost");
            DeadLetterReason refused = left.board().send(message); // if the relay was quicker
            assertThat(refused == null ? message.settled() : refused.name()).isEqualTo("NO_ROUTE");
        }

        Await.until("no tunnel", () -> left.client().tunnels() == 0); // it ends behind what went by it
        assertThat(left.board().health()).hasSize(1);
    }

    @Test
    void connectionsToARelayThatComesAndGoesLeaveNoDescriptors() {
        var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var config = Remote.relay().secret(RELAY_SECRET).drainTimeout(Duration.ofMillis(1));
        FakeHome home = home(SESSIONS);
        WebSocketRelay first = config.start();
        var wire = closing(FaultProxy.before(first.address(), 1));
        URI uri = URI.create("ws://127.0.0.1:" + wire.address().getPort());
        assertThat(home.transport().connectRelay(uri, RELAY_SECRET).awaitConnected(PATIENCE))
                .isTrue();
        first.close();
        long before = system.getOpenFileDescriptorCount();

        for (int i = 0; i < 20; i++) {
            try (WebSocketRelay again = config.start()) {
                wire.target(again.address());
                Await.until(
                        "it is back", PATIENCE, () -> again.connectedSystems().contains(home.systemId()));
            }
        }

        Await.until(
                "no descriptor more than before, but for some of others",
                () -> system.getOpenFileDescriptorCount() <= before + 10);
    }
}
