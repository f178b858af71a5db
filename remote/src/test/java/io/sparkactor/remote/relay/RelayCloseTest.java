package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.RemoteException;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A relay ends in bounded time, tells its clients, and leaves nothing behind. */
class RelayCloseTest extends RelayFixture {

    @Test
    void clientsAreTold() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        RelayClient unregistered = client(relay);

        relay.close();

        assertThat(left.closeCode()).isEqualTo(1001);
        assertThat(left.closeReason()).isEqualTo("relay is closing");
        assertThat(unregistered.closeCode()).isEqualTo(1001);
    }

    @Test
    void whatIsOnItsWayArrives() {
        WebSocketRelay relay = relay(Remote.relay().drainTimeout(PATIENCE));
        RelayClient left = client(relay).registered(LEFT);
        RelayClient slow = closing(RelayClient.deaf(relay.uri()));
        slow.send(Register.of(RIGHT, "r"));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(RIGHT));
        byte[] message = Recorded.bytes(Envelope.of(LEFT, RIGHT, "m"), new byte[14 << 20]);
        left.send(message);
        Await.until("it is on its way", PATIENCE, () -> relay.figures().bytesInFlight() >= message.length);

        Thread closer = Thread.ofPlatform().daemon().start(relay::close);
        slow.take(Long.MAX_VALUE);

        slow.nextBytes();
        assertThat(slow.nextBytes()).isEqualTo(message);
        assertThat(slow.closeCode()).isEqualTo(1001);
        assertThat(left.next().frameId()).isEqualTo("m");
        Await.until("it is closed", PATIENCE, () -> !closer.isAlive());
    }

    @Test
    void whoeverTakesNothingCannotHoldItUp() throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().drainTimeout(Duration.ofMillis(200)).heartbeat(Duration.ofMinutes(10)));
        RawSocket deaf = closing(new RawSocket(relay.address()).upgraded());
        deaf.sendBinary(Recorded.bytes(Register.of(RIGHT, "r")));
        RelayClient left = client(relay).registered(LEFT);
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(RIGHT));
        left.tell(LEFT, RIGHT, "m", new byte[14 << 20]);
        Await.until("it is on its way", PATIENCE, () -> relay.figures().bytesInFlight() > 14 << 20);

        Thread closer = Thread.ofPlatform().daemon().start(relay::close);

        Await.until("it is closed", PATIENCE.multipliedBy(3), () -> !closer.isAlive());
        Await.until("nothing is kept", PATIENCE, () -> relay.figures().bytesInFlight() == 0);
    }

    @Test
    void itMayBeClosedTwiceAndItsPortIsFree() {
        WebSocketRelay relay = relay();
        int port = relay.address().getPort();
        relay.close();
        relay.close();

        relay(Remote.relay().port(port));
    }

    @Test
    void itsThreadsEnd() {
        WebSocketRelay relay = relay();
        client(relay).registered(LEFT);
        relay.close();

        Await.until(
                "no thread of a relay is left",
                PATIENCE,
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().contains("relay")));
    }

    @Test
    void aPortThatIsTakenIsToldWithItsAddress() {
        WebSocketRelay relay = relay();
        int port = relay.address().getPort();

        assertThatThrownBy(() -> Remote.relay().port(port).start())
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("is another program there?");
        assertThatThrownBy(() -> Remote.relay().host("no.such.host.invalid").start())
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("the host is not known");
    }
}
