package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.handshake.Nonces;
import io.sparkactor.remote.internal.tunnel.TunnelFrames;
import io.sparkactor.remote.internal.tunnel.TunnelFrames.Verb;
import io.sparkactor.remote.internal.tunnel.TunnelId;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.WebSocketFrames;
import io.sparkactor.remote.internal.wire.FrameException;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.HelloCodec;
import io.sparkactor.testkit.Await;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What strangers may do with tunnels. */
class TunnelLimitsTest extends RelayTest {

    private static final int MOST_OF_PEER = 4;
    private static final int MOST_STRANGERS = 256;
    private static final SystemId STRANGER = SystemId.ofName("stranger");

    /** What was sent to the stranger, who is not there, as far as it is about tunnels. */
    private final List<Verb> answers = new CopyOnWriteArrayList<>();

    private SystemId stranger = STRANGER;

    private Side attacked() {
        Side side = member(SESSIONS);
        Side stand = member(SESSIONS); // whose answers the test sees
        stranger = stand.home().systemId();
        relay.meddle((envelope, whole) -> {
            if (envelope.target().equals(stranger)) {
                answers.add(verb(whole));
                return List.of();
            }
            return List.of(whole);
        });
        return side;
    }

    private static Verb verb(byte[] whole) {
        ByteBuf message = Unpooled.wrappedBuffer(whole);
        try {
            WebSocketFrames.read(message);
            TunnelFrames.readId(message);
            return TunnelFrames.readVerb(message);
        } catch (FrameException e) {
            throw new AssertionError(e);
        }
    }

    private void says(Side to, SystemId source, TunnelId id, Verb verb, byte[] rest) {
        ByteBuf payload = TunnelFrames.write(Unpooled.buffer(), id, verb).writeBytes(rest);
        says(to, source, id.text(), ByteBufUtil.getBytes(payload));
    }

    private void says(Side to, SystemId source, String frameId, byte[] payload) {
        relay.inject(
                to.home().systemId(),
                MemoryRelay.bytes(
                        new Envelope(source, to.home().systemId(), frameId, false, RelayTarget.SUB_PROTOCOL), payload));
    }

    private static void passes(Side from, Side to) throws InterruptedException {
        var message = new FakeMessage(to.home().actor("a"), "hi");
        assertThat(from.board().send(message)).isNull();
        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(to.home().next().content()).isEqualTo("hi");
    }

    private static byte[] data(long before, byte[] bytes) {
        return ByteBuffer.allocate(Long.BYTES + bytes.length)
                .putLong(before)
                .put(bytes)
                .array();
    }

    private int tunnels(Side side) {
        return side.client().tunnels();
    }

    @Test
    void aFrameForATunnelThatThereIsNotIsAnsweredWithClose() {
        Side side = attacked();

        says(side, stranger, TunnelId.next(), Verb.DATA, data(0, new byte[3]));

        Await.until("the answer", () -> answers.equals(List.of(Verb.CLOSE)));
        says(side, stranger, TunnelId.next(), Verb.CLOSE, new byte[0]);
        says(side, stranger, TunnelId.next(), Verb.CREDIT, new byte[8]);
        Await.until("one answer more, as a close is not answered", () -> answers.size() == 2);
    }

    @Test
    void framesThatAreNoneAreDroppedAndCutNobodyOff() throws Exception {
        Side side = attacked();
        Side friend = member(SESSIONS);
        passes(friend, side);
        int before = relay.registrations();

        says(side, stranger, "too short", "SPRKTUN1 junk".getBytes(StandardCharsets.US_ASCII));
        says(side, stranger, TunnelId.next(), Verb.OPEN, new byte[1]);
        says(side, stranger, TunnelId.next(), Verb.DATA, new byte[Long.BYTES]);
        says(side, stranger, TunnelId.next(), Verb.CREDIT, new byte[1]);
        says(side, stranger, TunnelId.next(), Verb.CLOSE, new byte[257]);
        byte[] unknown = ByteBufUtil.getBytes(TunnelFrames.write(Unpooled.buffer(), TunnelId.next(), Verb.OPEN));
        unknown[unknown.length - 1] = 99;
        says(side, stranger, "unknown verb", unknown);

        passes(friend, side);
        assertThat(relay.registrations()).as("registrations").isEqualTo(before);
        assertThat(answers).isEmpty();
    }

    @Test
    void onePeerHasAFewTunnelsAndItsOldestEnd() {
        Side side = attacked();

        for (int i = 0; i < 100; i++) {
            says(side, stranger, TunnelId.next(), Verb.OPEN, new byte[0]);
        }

        Await.until("the oldest to end", () -> answers.size() == 100 - MOST_OF_PEER);
        Await.until("the last one", () -> tunnels(side) == MOST_OF_PEER); // it comes behind the end of another
    }

    @Test
    void tunnelsThatAreOnlyOpenedAreBoundedAndOthersGetThroughBehindThem() throws Exception {
        Side side = attacked();
        for (int i = 0; i < MOST_STRANGERS + 50; i++) {
            says(side, SystemId.ofName("stranger" + i), TunnelId.next(), Verb.OPEN, new byte[0]);
        }
        says(side, stranger, TunnelId.next(), Verb.DATA, data(0, new byte[1]));
        Await.until("the answer to what came behind them", () -> answers.size() == 1);
        assertThat(tunnels(side)).as("tunnels of strangers").isEqualTo(MOST_STRANGERS);

        Side friend = member(SESSIONS);
        var message = new FakeMessage(side.home().actor("a"), "hi");
        assertThat(friend.board().send(message)).isNull();

        Await.until("the strangers to be gone", Duration.ofSeconds(10), () -> message.outcome() != null);
        assertThat(message.outcome()).isEqualTo("delivered");
    }

    @Test
    void whoSendsMoreThanTheWindowIsClosed() {
        Side side = attacked();
        TunnelId id = TunnelId.next();
        says(side, stranger, id, Verb.OPEN, new byte[0]);

        // The beginning of one long frame, so that nothing else is wrong with it before the time for handshakes is
        // over.
        byte[] data =
                ByteBuffer.allocate(TunnelFrames.WINDOW + 1).putInt(1 << 20).array();

        says(side, stranger, id, Verb.DATA, data(0, data));

        Await.until("the end", Duration.ofSeconds(2), () -> answers.contains(Verb.CLOSE));
        Await.until("no tunnel", () -> tunnels(side) == 0);
    }

    @Test
    void bytesThatAreMissingEndTheTunnel() {
        Side side = attacked();
        TunnelId id = TunnelId.next();
        says(side, stranger, id, Verb.OPEN, new byte[0]);

        says(side, stranger, id, Verb.DATA, data(1, new byte[1]));

        Await.until("the end", Duration.ofSeconds(2), () -> answers.contains(Verb.CLOSE));
    }

    @Test
    void creditForWhatWasNotSentEndsTheTunnel() {
        Side side = attacked();
        TunnelId id = TunnelId.next();
        says(side, stranger, id, Verb.OPEN, new byte[0]);

        says(side, stranger, id, Verb.CREDIT, new byte[] {0, 0, 0, 0, 0, 1, 0, 0});

        Await.until("the end", () -> answers.contains(Verb.CLOSE));
        Await.until("no tunnel", () -> tunnels(side) == 0);
    }

    @Test
    void nobodySpeaksInATunnelOfOthers() {
        Side side = attacked();
        TunnelId id = TunnelId.next();
        says(side, SystemId.ofName("its end"), id, Verb.OPEN, new byte[0]);
        Await.until("the tunnel", () -> tunnels(side) == 1);

        says(side, stranger, id, Verb.CLOSE, new byte[0]);
        says(side, stranger, id, Verb.DATA, data(0, new byte[1]));
        says(side, stranger, id, Verb.OPEN, new byte[0]);

        Await.until("two answers", () -> answers.equals(List.of(Verb.CLOSE, Verb.CLOSE)));
        assertThat(tunnels(side)).isEqualTo(1);
    }

    /** Opens a tunnel, and sends a handshake by it. */
    private void greets(Side side, SystemId source, byte[] hello) {
        TunnelId id = TunnelId.next();
        says(side, source, id, Verb.OPEN, new byte[0]);
        byte[] frame = ByteBuffer.allocate(Integer.BYTES + hello.length)
                .putInt(hello.length)
                .put(hello)
                .array();
        says(side, source, id, Verb.DATA, data(0, frame));
    }

    @Test
    void whoSaysToBeSomebodyElseInTheHandshakeIsRefused() {
        Side side = attacked();

        greets(side, stranger, RawSession.hello(SystemId.ofName("somebody else"), null));

        Await.until("the end", () -> answers.contains(Verb.CLOSE));
        assertThat(answers).doesNotContain(Verb.DATA);
    }

    @Test
    void whoOffersNoSessionByATunnelKeepsNoPlaceInIt() throws Exception {
        Side side = attacked();

        for (int i = 0; i < MOST_STRANGERS; i++) {
            SystemId source = SystemId.ofName("plain" + i);
            greets(side, source, HelloCodec.encode(Hello.of(source, Nonces.next(), null, null)));
        }
        greets(side, stranger, HelloCodec.encode(Hello.of(stranger, Nonces.next(), null, null)));

        Await.until("the end", () -> answers.contains(Verb.CLOSE));
        assertThat(answers).doesNotContain(Verb.DATA);
        Await.until("no tunnel without a session", () -> tunnels(side) == 0);
        passes(member(SESSIONS), side);
    }
}
