package io.sparkactor.remote.relay;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.RemoteException;
import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.relay.settings.RelayTimes;
import io.sparkactor.remote.internal.websocket.ClientBytes;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.testkit.Await;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whoever breaks the rules is refused, counted and closed; others do not notice. */
class RelayAttackTest extends RelayFixture {

    private void stillServes(WebSocketRelay relay, RelayClient left) {
        var echo = new SystemId("echo");
        RelayClient other = client(relay).registered(echo, SECRET);
        left.tell(LEFT, echo, "still", text("here"));
        assertThat(other.next()).isEqualTo(Envelope.of(LEFT, echo, "still"));
        assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "still", null));
    }

    @Test
    void nothingIsForwardedBeforeARegistration() {
        WebSocketRelay relay = relay(secret());
        RelayClient right = client(relay).registered(RIGHT, SECRET);
        RelayClient stranger = client(relay);

        stranger.send(Recorded.bytes("envelope"));

        assertThat(stranger.nextReason()).isEqualTo("relay registration required");
        assertThat(stranger.closeCode()).isEqualTo(1008);
        assertThat(right.waiting()).isZero();
        assertThat(relay.figures().frames()).isZero();
        assertThat(refused(relay, "unregistered")).isEqualTo(1);
    }

    @Test
    void nobodySendsInTheNameOfAnother() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay).registered(LEFT, SECRET);
        RelayClient right = client(relay).registered(RIGHT, SECRET);
        var forger = new SystemId("forger");
        RelayClient forging = client(relay).registered(forger, SECRET);

        forging.send(Recorded.bytes("envelope"));

        assertThat(forging.nextReason()).isEqualTo("relay source is not the registered system");
        assertThat(forging.closeCode()).isEqualTo(1008);
        assertThat(right.waiting()).isZero();
        assertThat(refused(relay, "forged")).isEqualTo(1);
        stillServes(relay, left);
    }

    @Test
    void oneConnectionIsOneSystem() {
        WebSocketRelay relay = relay(secret());
        RelayClient right = client(relay).registered(RIGHT, SECRET);
        RelayClient both = client(relay).registered(LEFT, SECRET);

        both.send(RelayClient.signed(RIGHT, SECRET, "again"));

        assertThat(both.nextReason()).isEqualTo("relay source is not the registered system");
        assertThat(both.closeCode()).isEqualTo(1008);
        assertThat(right.isClosed()).isFalse();
        Await.until("left is gone", PATIENCE, () -> relay.connectedSystems().equals(Set.of(RIGHT)));
    }

    @Test
    void aRegistrationThatIsSignedWrongTakesNobodysPlace() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay).registered(LEFT, SECRET);
        RelayClient thief = client(relay);

        thief.send(new Register(LEFT, null, "f", "0".repeat(64)));

        assertThat(thief.nextReason()).isEqualTo("relay authentication failed");
        assertThat(thief.closeCode()).isEqualTo(1000);
        stillServes(relay, left);
    }

    @Test
    void aRegistrationIsGoodForOnce() {
        WebSocketRelay relay = relay(secret());
        byte[] recorded = Recorded.bytes("register.secret");
        RelayClient left = client(relay);
        left.send(recorded);
        left.next();
        for (int i = 0; i < 3; i++) {
            RelayClient replaying = client(relay);
            replaying.send(recorded);
            assertThat(replaying.nextReason()).isEqualTo("relay registration was used before");
            assertThat(replaying.closeCode()).isEqualTo(1000);
        }
        assertThat(refused(relay, "replayed")).isEqualTo(3);
        stillServes(relay, left);
    }

    @Test
    void aSystemWithAColonCannotPassForAnother() {
        WebSocketRelay relay = relay(secret());
        String signedForOther =
                RelayClient.signed(new SystemId("a"), SECRET, "b:c").auth();
        RelayClient client = client(relay);
        client.send(new Register(new SystemId("a:b"), null, "c", signedForOther));

        assertThat(client.nextReason()).isEqualTo("relay authentication failed");
    }

    @Test
    void withTheSecretANewerRegistrationReplacesTheOlderAtOnce() {
        WebSocketRelay relay = relay(secret());
        RelayClient halfOpen = client(relay).registered(LEFT, SECRET);
        RelayClient again = client(relay).registered(LEFT, SECRET);

        assertThat(halfOpen.closeCode()).isEqualTo(4000);
        stillServes(relay, again);
    }

    @Test
    void withoutASecretWhoeverIsAliveStays() {
        WebSocketRelay relay = relay();
        RelayClient left = client(relay).registered(LEFT);
        RelayClient newcomer = client(relay);

        newcomer.send(Register.of(LEFT, "mine"));
        // Signs of life that do not hang on one thread of the client, which has a second to answer a ping.
        for (int i = 0; newcomer.waiting() == 0; i++) {
            left.tell(LEFT, LEFT, "alive" + i, text("hi"));
            assertThat(left.next()).isEqualTo(Envelope.of(LEFT, LEFT, "alive" + i));
            assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "alive" + i, null));
        }

        assertThat(newcomer.next())
                .isEqualTo(new Nack(Recorded.RELAY, LEFT, "mine", "relay system is registered already"));
        assertThat(newcomer.closeCode()).isEqualTo(1000);
        left.tell(LEFT, LEFT, "m", text("hi"));
        assertThat(left.next()).isEqualTo(Envelope.of(LEFT, LEFT, "m"));
    }

    @Test
    void withoutASecretWhoeverDoesNotAnswerIsReplacedBeforeTheOriginalGivesUp() throws Exception {
        WebSocketRelay relay = relay();
        RawSocket dead = closing(new RawSocket(relay.address()).upgraded());
        dead.sendBinary(Recorded.bytes(Register.of(LEFT, "dead")));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(LEFT));

        client(relay).registered(LEFT);

        dead.awaitEnd();
        // The original waits for the answer to a registration for 2 s.
        assertThat(RelayTimes.DEFAULT.takeover()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void ofTwoNewcomersOneGetsThePlace() throws Exception {
        WebSocketRelay relay = relay();
        RawSocket dead = closing(new RawSocket(relay.address()).upgraded());
        dead.sendBinary(Recorded.bytes(Register.of(LEFT, "dead")));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(LEFT));
        RelayClient first = client(relay);
        RelayClient second = client(relay);

        first.send(Register.of(LEFT, "first"));
        second.send(Register.of(LEFT, "second"));

        List<FrameHeader> answers = List.of(first.next(), second.next());
        assertThat(answers).hasAtLeastOneElementOfType(Ack.class).hasAtLeastOneElementOfType(Nack.class);
        assertThat(relay.connectedSystems()).containsExactly(LEFT);
    }

    @Test
    void aNewcomerThatDoesNotWaitIsClosed() throws Exception {
        WebSocketRelay relay = relay();
        RawSocket dead = closing(new RawSocket(relay.address()).upgraded());
        dead.sendBinary(Recorded.bytes(Register.of(LEFT, "dead")));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(LEFT));
        RawSocket hasty = closing(new RawSocket(relay.address()).upgraded());
        var both = new ByteArrayOutputStream();
        both.writeBytes(ClientBytes.frame(ClientBytes.BINARY, true, Recorded.bytes(Register.of(LEFT, "hasty"))));
        both.writeBytes(ClientBytes.frame(ClientBytes.BINARY, true, Recorded.bytes("envelope")));

        // At once, as the newcomer waits for a second only.
        hasty.send(both.toByteArray());

        byte[] answer = hasty.awaitEnd();
        assertThat(new String(answer, ISO_8859_1)).contains("relay registration required");
        assertThat(answer).contains(0x88).contains(0x03, 0xF0); // a close frame with 1008
        assertThat(refused(relay, "unregistered")).isEqualTo(1);
    }

    @Test
    void textIsRefused() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay).registered(LEFT, SECRET);
        RelayClient texting = client(relay).registered(RIGHT, SECRET);

        texting.sendText("SPRKWS1");

        assertThat(texting.closeCode()).isEqualTo(1003);
        stillServes(relay, left);
    }

    @Test
    void whatIsNoFrameIsRefusedWithAReason() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay).registered(LEFT, SECRET);
        byte[] changed = Recorded.bytes("envelope");
        changed[20] ^= 1;
        for (byte[] broken : new byte[][] {{}, text("SPRKWS1"), text("GET / HTTP/1.1\r\n\r\n"), changed}) {
            RelayClient client = client(relay);
            client.send(broken);
            assertThat(client.closeCode()).isEqualTo(1007);
            assertThat(client.closeReason()).isEqualTo("relay cannot read the frame");
        }
        assertThat(refused(relay, "malformed")).isEqualTo(4);
        stillServes(relay, left);
    }

    @Test
    void framesOfRelaysAreRefused() {
        WebSocketRelay relay = relay(secret());
        RelayClient ack = client(relay).registered(LEFT, SECRET);
        ack.send(new Ack(LEFT, RIGHT, "f", null));
        assertThat(ack.closeCode()).isEqualTo(1008);
        RelayClient challenge = client(relay);
        challenge.send(new Challenge(LEFT, "f", 1));
        assertThat(challenge.closeCode()).isEqualTo(1008);
        assertThat(refused(relay, "unexpected")).isEqualTo(2);
    }

    @Test
    void afterItsEndAConnectionSaysNothingMore() throws Exception {
        WebSocketRelay relay = relay();
        RelayClient right = client(relay).registered(RIGHT);
        RawSocket stranger = closing(new RawSocket(relay.address()).upgraded());
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ClientBytes.frame(ClientBytes.TEXT, true, text("x")));
        for (int i = 0; i < 10; i++) {
            bytes.writeBytes(ClientBytes.frame(ClientBytes.BINARY, true, Recorded.bytes(Register.of(LEFT, "late"))));
            bytes.writeBytes(ClientBytes.frame(ClientBytes.BINARY, true, Recorded.bytes("envelope")));
        }

        stranger.send(bytes.toByteArray());

        assertThat(stranger.awaitEnd()).startsWith(0x88).contains(0x03, 0xEB); // a close frame with 1003
        Await.until("the stranger is gone", PATIENCE, () -> relay.figures().connections() == 1);
        assertThat(right.waiting()).isZero();
        assertThat(relay.connectedSystems()).containsExactly(RIGHT);
    }

    @Test
    void whoEndsWithItsRegistrationGetsNoPingsBehindTheEnd() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().heartbeat(Duration.ofMillis(300)));
        RawSocket hasty = closing(new RawSocket(relay.address()).upgraded());
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(ClientBytes.frame(ClientBytes.BINARY, true, Recorded.bytes(Register.of(LEFT, "r"))));
        bytes.writeBytes(ClientBytes.frame(ClientBytes.TEXT, true, text("x")));

        hasty.send(bytes.toByteArray());

        // The close frame is not answered, so the connection stays for a second.
        assertThat(new String(hasty.awaitEnd(), ISO_8859_1)).endsWith("relay takes binary messages only");
    }

    @Test
    void aFloodOfRegistrationsIsRefusedAndLeavesNothingBehind() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = client(relay).registered(LEFT, SECRET);
        for (int i = 0; i < 100; i++) {
            try (RelayClient client = RelayClient.of(relay.uri())) {
                client.send(new Register(new SystemId("flood" + i), null, "f", "0".repeat(64)));
                assertThat(client.nextReason()).isEqualTo("relay authentication failed");
            }
        }

        assertThat(refused(relay, "authentication")).isEqualTo(100);
        Await.until("they are gone", PATIENCE, () -> relay.figures().connections() == 1);
        assertThat(relay.connectedSystems()).containsExactly(LEFT);
        stillServes(relay, left);
    }

    @Test
    void withoutASecretItListensOnLoopbackOnly() {
        assertThatThrownBy(() -> Remote.relay().host("0.0.0.0").start())
                .isInstanceOf(RemoteException.class)
                .hasMessageContaining("secret");
        assertThatThrownBy(() -> Remote.relay().secret("")).isInstanceOf(IllegalArgumentException.class);
        relay(secret().host("0.0.0.0"));
    }
}
