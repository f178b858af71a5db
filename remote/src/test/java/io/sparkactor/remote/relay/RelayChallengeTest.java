package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Challenge;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.remote.internal.websocket.RelayProofs;
import io.sparkactor.remote.internal.wire.Secret;
import org.junit.jupiter.api.Test;

/** Clients that ask for a challenge get one, and what they may do beyond the original. */
class RelayChallengeTest extends RelayFixture {

    private static final RelayProofs PROOFS = new RelayProofs(SECRET);

    @Test
    void bothSidesShowThatTheyKnowTheSecret() {
        WebSocketRelay relay = relay(secret());
        challenged(relay).answered(LEFT, SECRET);

        assertThat(relay.connectedSystems()).containsExactly(LEFT);
    }

    @Test
    void theChallengeIsNewEachTimeAndSaysHowLongAFrameMayBe() {
        WebSocketRelay relay = relay(secret().maxFrameBytes(1 << 20));
        Challenge first = (Challenge) challenged(relay).next();
        Challenge second = (Challenge) challenged(relay).next();

        assertThat(first).isEqualTo(new Challenge(Recorded.RELAY, first.frameId(), 1 << 20));
        assertThat(RelayProofs.isNonce(first.frameId())).isTrue();
        assertThat(second.frameId()).isNotEqualTo(first.frameId());
    }

    @Test
    void aProofOfAnotherConnectionIsRefused() {
        WebSocketRelay relay = relay(secret());
        Challenge first = (Challenge) challenged(relay).next();
        RelayClient replaying = challenged(relay);
        replaying.next();

        String nonce = RelayProofs.nonce();
        replaying.send(new Register(LEFT, Recorded.RELAY, nonce, PROOFS.ofClient(first.frameId(), nonce, LEFT)));

        assertThat(replaying.nextReason()).isEqualTo("relay authentication failed");
        assertThat(replaying.closeCode()).isEqualTo(1000);
    }

    @Test
    void aProofIsGoodForOneSystemOneSecretAndOnce() {
        WebSocketRelay relay = relay(secret());
        RelayClient otherSystem = challenged(relay);
        String nonce = RelayProofs.nonce();
        String challenge = otherSystem.next().frameId();
        otherSystem.send(new Register(RIGHT, Recorded.RELAY, nonce, PROOFS.ofClient(challenge, nonce, LEFT)));
        assertThat(otherSystem.nextReason()).isEqualTo("relay authentication failed");

        RelayClient otherSecret = challenged(relay);
        challenge = otherSecret.next().frameId();
        String wrong = new RelayProofs(Secret.of("other")).ofClient(challenge, nonce, LEFT);
        otherSecret.send(new Register(LEFT, Recorded.RELAY, nonce, wrong));
        assertThat(otherSecret.nextReason()).isEqualTo("relay authentication failed");

        RelayClient twice = challenged(relay);
        challenge = twice.next().frameId();
        var register = new Register(LEFT, Recorded.RELAY, nonce, PROOFS.ofClient(challenge, nonce, LEFT));
        twice.send(register);
        assertThat(twice.next()).isInstanceOf(Ack.class);
        twice.send(register);
        assertThat(twice.nextReason()).isEqualTo("relay authentication failed");
    }

    @Test
    void theWayOfTheOriginalIsNoAnswerToAChallenge() {
        RelayClient client = challenged(relay(secret()));
        client.next();
        client.send(RelayClient.signed(LEFT, SECRET, RelayProofs.nonce()));

        assertThat(client.nextReason()).isEqualTo("relay authentication failed");
    }

    @Test
    void anIdThatIsNoNonceIsRefused() {
        RelayClient client = challenged(relay(secret()));
        String challenge = client.next().frameId();
        client.send(new Register(LEFT, Recorded.RELAY, "x:y", PROOFS.ofClient(challenge, "x:y", LEFT)));

        assertThat(client.nextReason()).isEqualTo("relay authentication failed");
    }

    @Test
    void aRelayWithoutASecretProvesNothing() {
        RelayClient client = challenged(relay());
        client.next();
        client.send(new Register(LEFT, Recorded.RELAY, "c", "whatever"));

        assertThat(client.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "c", null));
    }

    @Test
    void clientsOfTheOriginalAreKeptOutWhereTheRelayWantsChallengesOnly() {
        WebSocketRelay relay = relay(secret().onlyWithChallenge());
        RelayClient original = client(relay);
        original.send(Recorded.bytes("register.secret"));

        assertThat(original.nextBytes()).isEqualTo(Recorded.bytes("nack.auth"));
        challenged(relay).answered(LEFT, SECRET);
    }

    @Test
    void whoWantsNoAcknowledgementGetsOnlyRefusals() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = challenged(relay).answered(LEFT, SECRET);
        RelayClient right = challenged(relay).answered(RIGHT, SECRET);
        var quiet = new Envelope(LEFT, RIGHT, "quiet", false, null);

        left.send(Recorded.bytes(quiet, text("hi")));
        left.tell(LEFT, RIGHT, "loud", text("hi"));

        assertThat(right.next()).isEqualTo(quiet);
        assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "loud", null));
        left.send(new Envelope(LEFT, Recorded.RELAY, "lost", false, null));
        assertThat(left.nextReason()).isEqualTo("relay route not found");
    }

    @Test
    void whatOnlyJavaUnderstandsIsNotSentToOthers() {
        WebSocketRelay relay = relay(secret());
        RelayClient left = challenged(relay).answered(LEFT, SECRET);
        RelayClient original = client(relay).registered(RIGHT, SECRET);
        var needing = new Envelope(LEFT, RIGHT, "m", true, RelayProofs.SUB_PROTOCOL);

        left.send(needing);
        assertThat(left.nextReason()).isEqualTo("relay target does not speak spark-relay.1");
        left.send(new Envelope(LEFT, LEFT, "m", true, "spark-relay.2"));
        assertThat(left.nextReason()).isEqualTo("relay target does not speak spark-relay.1");

        RelayClient java = challenged(relay).answered(RIGHT, SECRET);
        left.send(needing);
        assertThat(java.next()).isEqualTo(needing);
        assertThat(original.closeCode()).isEqualTo(4000);
        assertThat(original.waiting()).as("nothing but its end").isEqualTo(1);
    }
}
