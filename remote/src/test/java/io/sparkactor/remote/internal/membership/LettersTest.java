package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteControl;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** By a relay with those who speak as the original does. */
class LettersTest extends RelayTest {

    private static FakeMessage send(Side from, Side to, Object content) {
        var message = new FakeMessage(to.home().actor("a"), content);
        assertThat(from.board().send(message)).isNull();
        return message;
    }

    /** The relay says of everybody that it is no system of ours. */
    private void nobodyUnderstandsTunnels() {
        relay.meddle((envelope, whole) -> {
            if (envelope.needs() != null) {
                throw new MemoryRelay.Refuse("relay target does not speak spark-relay.1");
            }
            return List.of(whole);
        });
    }

    @Test
    void whoUnderstandsNoTunnelsGetsEnvelopes() throws Exception {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);

        FakeMessage message = send(left, right, "plain");

        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo("plain");
        assertThat(send(right, left, "back").settled()).isEqualTo("delivered");
        assertThat(left.home().next().content()).isEqualTo("back");
    }

    @Test
    void throughTheOriginalsRelayThereAreEnvelopesAlone() throws Exception {
        relay.asOriginal();
        Side left = side(SESSIONS, true);
        Side right = side(SESSIONS, true);
        join(left);
        join(right);

        assertThat(send(left, right, "plain").settled()).isEqualTo("delivered");

        assertThat(right.home().next().content()).isEqualTo("plain");
    }

    @Test
    void theOriginalsRelayIsTakenOnlyIfTheUserSaysSo() {
        relay.asOriginal();
        Side left = side(SESSIONS);

        left.connect(relay, RELAY_SECRET);

        awaitReason(left, "allowUnauthenticatedPython()");
        assertThat(relay.registrations()).isZero();
    }

    @Test
    void withASecretNothingIsSentOrTakenThatDoesNotShowIt() {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS.withSecret(SECRET));
        Side right = member(SESSIONS.withSecret(SECRET));
        FakeMessage message = send(left, right, "plain");

        awaitReason(left, "nobody is talked to who cannot show that it knows it");
        assertThat(message.outcome()).isNull();
        assertThat(right.home().received).isEmpty();
    }

    @Test
    void anEnvelopeIsNotTakenFromAStrangerWhereThereIsASecret() throws Exception {
        Side stranger = member(SESSIONS);
        Side right = member(SESSIONS.withSecret(SECRET));
        nobodyUnderstandsTunnels();

        assertThat(send(stranger, right, "plain").settled()).isEqualTo("delivered"); // to the socket, says the relay

        relay.meddle((envelope, whole) -> List.of(whole));
        Side friend = member(SESSIONS.withSecret(SECRET));
        assertThat(send(friend, right, "sealed").settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo("sealed");
        assertThat(right.home().received).isEmpty();
    }

    @Test
    void nobodySpeaksInTheNameOfAnother() throws Exception {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        relay.keep();
        var forged = new FakeMessage(right.home().actor("a"), "forged");
        forged.sender = left.home().actor("sender");
        assertThat(left.board().send(forged)).isNull();
        assertThat(forged.settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo("forged");

        var whole = Unpooled.wrappedBuffer(relay.passed().getLast());
        WebSocketFrames.read(whole);
        byte[] payload = ByteBufUtil.getBytes(whole);
        relay.inject(
                right.home().systemId(),
                MemoryRelay.bytes(
                        Envelope.of(SystemId.ofName("another"), right.home().systemId(), "id"), payload));

        assertThat(send(left, right, "behind").settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo("behind");
    }

    @Test
    void anEnvelopeThatIsTooLongIsDroppedAndCutsNobodyOff() throws Exception {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS);
        Side right = member(SESSIONS.withLimits(SESSIONS.limits().withFrameBytes(1 << 10)));
        int before = relay.registrations();

        assertThat(send(left, right, "long".repeat(50_000)).settled()).isEqualTo("delivered"); // says the relay

        assertThat(send(left, right, "behind").settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo("behind");
        assertThat(relay.registrations()).as("registrations").isEqualTo(before);
    }

    @Test
    void anEnvelopeForNobodyIsADeadLetter() {
        relay.asOriginal();
        Side left = side(SESSIONS, true);
        join(left);
        var message = new FakeMessage(new ActorId(SystemId.ofName("nobody"), "a"), "lost");

        assertThat(left.board().send(message)).isNull();

        assertThat(message.settled()).isEqualTo(DeadLetterReason.NO_ROUTE.name());
    }

    @Test
    void anEnvelopeOfWhichTheRelaySaysNothingMayHaveArrivedOrNot() {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        assertThat(send(left, right, "first").settled()).isEqualTo("delivered");
        relay.silent(true);

        assertThat(send(left, right, "second").settled()).isEqualTo(DeadLetterReason.UNACKNOWLEDGED.name());
    }

    @Test
    void moreThanMayBeOnTheirWayAreSettledThoughTheRelaySaysNothing() {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS.withTimes(SESSIONS.times().withHeartbeat(Duration.ofMinutes(1))));
        Side right = member(SESSIONS);
        assertThat(send(left, right, "first").settled()).isEqualTo("delivered");
        relay.silent(true);

        List<FakeMessage> sent = new ArrayList<>();
        for (int i = 0; i < 300; i++) { // of which 256 may be on their way
            sent.add(send(left, right, i));
        }

        Await.until(
                "all to be settled",
                Duration.ofSeconds(12),
                () -> sent.stream().allMatch(message -> message.outcome() != null));
        assertThat(sent).extracting(FakeMessage::outcome).containsOnly(DeadLetterReason.UNACKNOWLEDGED.name());
        relay.silent(false);
        assertThat(send(left, right, "behind").settled()).isEqualTo("delivered");
    }

    @Test
    void thereIsNoWordForMonitors() {
        nobodyUnderstandsTunnels();
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        assertThat(send(left, right, "first").settled()).isEqualTo("delivered");

        var outcome = left.board().control(right.home().systemId(), new RemoteControl.Monitor("watcher", "a"));

        assertThat(outcome).isInstanceOf(ControlOutcome.Unsupported.class);
    }
}
