package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.testkit.Await;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Clients of the original are answered as by the relay of the original, to the byte. */
class RelayProtocolTest extends RelayFixture {

    @Test
    void aSignedRegistrationIsAcknowledged() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay);
        left.send(Recorded.bytes("register.secret"));

        assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("ack.register"));
        assertThat(relay.connectedSystems()).containsExactly(LEFT);
    }

    @Test
    void aRegistrationThatIsNotSignedIsRefusedAndTheConnectionClosed() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay);
        left.send(Recorded.bytes("register"));

        assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("nack.auth"));
        assertThat(left.closeCode()).isEqualTo(1000);
        assertThat(relay.connectedSystems()).isEmpty();
        assertThat(refused(relay, "authentication")).isEqualTo(1);
    }

    @Test
    void anEnvelopeArrivesUnchangedAndIsAcknowledged() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);

        left.send(Recorded.bytes("envelope"));

        assertThat(right.nextBytes()).isEqualTo(Recorded.bytes("envelope"));
        assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("ack.envelope"));
        assertThat(relay.figures().frames()).isEqualTo(1);
        assertThat(relay.figures().bytes()).isEqualTo(613);
    }

    @Test
    void anEnvelopeForNobodyIsRefusedAndTheConnectionStays() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);

        left.send(Recorded.bytes("envelope"));
        assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("nack.route"));

        client(relay).registered(RIGHT);
        left.send(Recorded.bytes("envelope"));
        assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("ack.envelope"));
    }

    @Test
    void anEnvelopeToOneselfArrives() {
        RelayClient left = client(relay()).registered(LEFT);
        left.tell(LEFT, LEFT, "m", text("hi"));

        assertThat(left.next()).isEqualTo(Envelope.of(LEFT, LEFT, "m"));
        assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "m", null));
    }

    @Test
    void framesKeepTheirOrderAndSoDoTheirAcknowledgements() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);

        for (int i = 0; i < 1_000; i++) {
            left.tell(LEFT, RIGHT, "m" + i, new byte[i]);
        }

        for (int i = 0; i < 1_000; i++) {
            byte[] sent = Recorded.bytes(Envelope.of(LEFT, RIGHT, "m" + i), new byte[i]);
            assertThat(right.nextBytes()).isEqualTo(sent);
            assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "m" + i, null));
        }
        assertThat(relay.figures().bytesInFlight()).isZero();
    }

    @Test
    void aMessageInPartsArrivesWhole() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);
        byte[] message = Recorded.bytes("envelope");

        for (int i = 0; i < message.length; i++) {
            left.sendLater(new byte[] {message[i]}, i == message.length - 1).join();
        }

        assertThat(right.nextBytes()).isEqualTo(message);
    }

    @Test
    void aLargeMessageArrives() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);
        byte[] message = Recorded.bytes(Envelope.of(LEFT, RIGHT, "large"), new byte[15 << 20]);

        left.send(message);

        assertThat(right.nextBytes()).isEqualTo(message);
        assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "large", null));
    }

    @Test
    void whoeverLeavesIsNotThereAnyMore() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        client(relay).registered(RIGHT).close();

        Await.until("right has left", PATIENCE, () -> relay.connectedSystems().equals(Set.of(LEFT)));
        left.send(Recorded.bytes("envelope"));
        assertThat(left.nextBytes()).isEqualTo(Recorded.bytes("nack.route"));
    }

    @Test
    void oneMayRegisterTwiceOnOneConnection() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT).registered(LEFT);

        left.tell(LEFT, LEFT, "m", text("hi"));
        assertThat(left.next()).isEqualTo(Envelope.of(LEFT, LEFT, "m"));
    }

    @Test
    void anIdOfAnyTextIsTaken() {
        var odd = new SystemId("ein \"System\" – 𝄞");
        RelayClient client = client(relay()).registered(odd);
        client.tell(odd, odd, "m", text("hi"));

        assertThat(client.next()).isEqualTo(Envelope.of(odd, odd, "m"));
    }
}
