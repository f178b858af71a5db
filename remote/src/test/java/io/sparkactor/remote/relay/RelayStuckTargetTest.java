package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A target that takes nothing holds up what is sent to it, and nothing else. */
class RelayStuckTargetTest extends RelayFixture {

    private static final SystemId DEAF = new SystemId("deaf");
    private static final int PING = 0x89;

    /** More than the operating system keeps for both ends of a connection. */
    private static final int LONG = 14 << 20;

    private RawSocket registered(WebSocketRelay relay, SystemId system) throws IOException {
        RawSocket socket = closing(new RawSocket(relay.address()).upgraded());
        socket.sendBinary(Recorded.bytes(Register.of(system, "r")));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(system));
        return socket;
    }

    private static byte[] longMessage() {
        return Recorded.bytes(Envelope.of(LEFT, DEAF, "long"), new byte[LONG]);
    }

    private static void awaitInFlight(WebSocketRelay relay) {
        Await.until("it is on its way", PATIENCE, () -> relay.figures().bytesInFlight() > LONG);
    }

    @Test
    void itsSourceIsReadOnForOthers() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().heartbeat(Duration.ofMinutes(10)));
        registered(relay, DEAF);
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);

        left.send(longMessage());
        awaitInFlight(relay);
        left.tell(LEFT, RIGHT, "other", text("hi"));

        assertThat(right.next()).isEqualTo(Envelope.of(LEFT, RIGHT, "other"));
        assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "other", null));
    }

    @Test
    void whatComesForOneThatTakesNothingIsRefusedBeforeItIsClosed() throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().byteLimits(64 << 20, 32 << 20, 256 << 20).heartbeat(Duration.ofSeconds(4)));
        registered(relay, DEAF);
        RelayClient left = client(relay).registered(LEFT);

        left.send(longMessage());
        awaitInFlight(relay);
        Await.until("something is refused", PATIENCE.multipliedBy(3), () -> {
            left.tell(LEFT, DEAF, "more", text("hi"));
            return left.waiting() > 0;
        });

        assertThat(left.nextReason()).isEqualTo("relay target is slow");
    }

    @Test
    void aSourceThatIsNotReadGetsPings() throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().byteLimits(100_000, 32 << 20, 256 << 20).heartbeat(Duration.ofSeconds(2)));
        registered(relay, DEAF);
        RawSocket left = registered(relay, LEFT);
        left.sendBinary(longMessage());
        awaitInFlight(relay);

        byte[] before = left.in().readNBytes(left.in().available());

        // What else would come is that the message was refused, behind the end of its target.
        assertThat(left.read()).as("behind %d bytes", before.length).isEqualTo(PING);
    }
}
