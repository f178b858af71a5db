package io.sparkactor.remote.internal.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborLimits;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.wire.EnvelopeCodec;
import io.sparkactor.remote.internal.wire.FrameSeal;
import io.sparkactor.remote.internal.wire.TestRefs;
import io.sparkactor.remote.internal.wire.WireEnvelope;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of what a system sends that speaks as the original does. */
class PlainReceiverTest extends TransportTest {

    private static final SystemId PEER = SystemId.ofName("left");
    private static final EnvelopeCodec CODEC = new EnvelopeCodec(
            _ -> {
                throw new UnsupportedOperationException("no refs here");
            },
            CborLimits.DEFAULT);

    private static byte[] envelope(ActorId target, @Nullable ActorId sender, String id, Object payload) {
        return CODEC.encode(new WireEnvelope(target, sender, payload, null, id, Map.of(), null, null, null));
    }

    private RawPeer connected(FakeHome to) throws IOException {
        var raw = closing(new RawPeer(to.transport().address()));
        raw.sendFrame(RawPeer.hello(PEER, null));
        raw.readFrame();
        return raw;
    }

    @Test
    void itComesWhereverItsBytesAreCut() throws Exception {
        FakeHome right = home(SESSIONS);
        byte[] hello = RawPeer.frame(RawPeer.hello(PEER, null));
        int all = hello.length + RawPeer.frame(envelope(right.actor("a"), null, "1000", "hi")).length;

        for (int cut = 1; cut < all; cut++) {
            byte[] message = RawPeer.frame(envelope(right.actor("a"), null, String.valueOf(1000 + cut), "hi"));
            byte[] bytes = ByteBuffer.allocate(all).put(hello).put(message).array();
            try (var raw = new RawPeer(right.transport().address())) {
                raw.send(Arrays.copyOf(bytes, cut));
                raw.send(Arrays.copyOfRange(bytes, cut, all));
                assertThat(right.next().id()).isEqualTo(String.valueOf(1000 + cut));
            }
        }
    }

    @Test
    void aMessageThatComesTwiceIsHandledOnce() throws Exception {
        FakeHome right = home(SESSIONS);
        RawPeer raw = connected(right);

        raw.sendFrame(envelope(right.actor("a"), null, "1", "one"));
        raw.sendFrame(envelope(right.actor("a"), null, "1", "one"));
        RawPeer again = connected(right);
        again.sendFrame(envelope(right.actor("a"), null, "1", "one"));
        again.sendFrame(envelope(right.actor("a"), null, "2", "two"));

        assertThat(right.next().content()).isEqualTo("one");
        assertThat(right.next().content()).isEqualTo("two");
    }

    @Test
    void itIsSaidForWhichLifeOfItsTargetAMessageIs() throws Exception {
        FakeHome right = home(SESSIONS);
        connected(right)
                .sendFrame(CODEC.encode(
                        new WireEnvelope(right.actor("a"), null, "hi", 2, "1", Map.of(), null, null, null)));
        assertThat(right.next().generation()).isEqualTo(2);
    }

    @Test
    void anErrorWhileAMessageIsReadLosesOnlyThatOne() throws Exception {
        FakeHome right = home(SESSIONS);
        right.refs = _ -> {
            throw new NoClassDefFoundError("a class of refs");
        };
        RawPeer raw = connected(right);
        var plain = new EnvelopeCodec(TestRefs::of, CborLimits.DEFAULT);

        raw.sendFrame(plain.encode(new WireEnvelope(
                right.actor("a"), null, TestRefs.of(right.actor("b")), null, "1", Map.of(), null, null, null)));
        raw.sendFrame(envelope(right.actor("a"), null, "2", "two"));

        assertThat(right.next().content()).isEqualTo("two");
    }

    @Test
    void whoeverSpeaksInTheNameOfAnotherIsClosed() throws Exception {
        FakeHome right = home(SESSIONS);
        RawPeer raw = connected(right);

        raw.sendFrame(envelope(right.actor("a"), new ActorId(SystemId.ofName("other"), "b"), "1", "one"));

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }

    @Test
    void whatIsForAnotherSystemIsNotPassedOn() throws Exception {
        FakeHome right = home(SESSIONS);
        RawPeer raw = connected(right);

        raw.sendFrame(envelope(new ActorId(SystemId.ofName("other"), "b"), null, "1", "one"));
        raw.sendFrame(envelope(right.actor("a"), null, "2", "two"));

        assertThat(right.next().content()).isEqualTo("two");
    }

    @Test
    void nobodySpeaksInOurOwnNameWithoutAHandshake() throws Exception {
        FakeHome right = home(SESSIONS);
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(envelope(right.actor("a"), right.actor("boss"), "1", "one"));

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }

    @Test
    void bytesThatAreNoEnvelopeCloseTheConnection() throws Exception {
        FakeHome right = home(SESSIONS);
        RawPeer raw = connected(right);

        raw.sendFrame(new byte[] {'S', 'P', 'R', 'K', 0, 1});

        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void aFrameBeyondTheLimitClosesTheConnection() throws Exception {
        FakeHome right = home(SESSIONS.withLimits(SESSIONS.limits().withFrameBytes(10_000)));
        RawPeer raw = connected(right);

        raw.send(new byte[] {0, 0x10, 0, 0});

        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void sealedEnvelopesCome() throws Exception {
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        var raw = closing(new RawPeer(right.transport().address()));
        raw.sendFrame(RawPeer.hello(PEER, SECRET));
        raw.readFrame();
        var seal = new FrameSeal(SECRET);

        raw.sendFrame(seal.sealed(envelope(right.actor("a"), null, "1", "one")));
        assertThat(right.next().content()).isEqualTo("one");

        raw.sendFrame(envelope(right.actor("a"), null, "2", "not sealed, and long enough for one"));
        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }

    @Test
    void theOnlyEnvelopeOfAnOldSystemComes() throws Exception {
        FakeHome right = home(SESSIONS);
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(envelope(right.actor("a"), null, "1", "x".repeat(100_000)));

        assertThat(right.next().content()).isEqualTo("x".repeat(100_000));
        assertThat(raw.isClosedByPeer()).isTrue();
    }

    @Test
    void anOldSystemIsRefusedWhereASecretIsNeeded() throws Exception {
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        var raw = closing(new RawPeer(right.transport().address()));

        raw.sendFrame(envelope(right.actor("a"), null, "1", "one"));

        assertThat(raw.isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }

    @Test
    void healthTellsWhoHasCalled() throws Exception {
        FakeHome right = home(SESSIONS);
        RawPeer raw = connected(right);
        raw.sendFrame(envelope(right.actor("a"), null, "1", "one"));
        right.next();

        var there = right.health(PEER);
        assertThat(there.state()).isEqualTo(ConnectionState.CONNECTED);
        assertThat(there.address()).startsWith("127.0.0.1:");
        assertThat(there.framesReceived()).isEqualTo(1);

        raw.close();
        Await.until("its end is seen", () -> right.health(PEER).state() == ConnectionState.DISCONNECTED);
    }
}
