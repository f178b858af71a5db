package io.sparkactor.remote.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import io.sparkactor.SystemId;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.net.Outbox;
import io.sparkactor.remote.internal.parts.PeerFigures;
import io.sparkactor.remote.internal.peer.Switchboard;
import io.sparkactor.remote.internal.session.SessionException;
import io.sparkactor.remote.internal.session.SessionFrame;
import io.sparkactor.remote.internal.session.SessionFrames;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A peer that sends and does not read makes nothing grow here. */
class SessionPressureTest extends TransportTest {

    private static final byte[] HI = CborCodec.builder().build().encode("hi");

    private final FakeHome home = home(SESSIONS);
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final Session session = new Session(
            new Switchboard(home, SESSIONS.shared()).parts(),
            SystemId.ofName("peer"),
            new Outbox<>(10, 1_000, () -> {}),
            List.of());
    private long sent;

    @BeforeEach
    void connect() throws SessionException {
        session.attach(
                new FrameWriter(new WholeFrames(channel), null, new PeerFigures(home.hooks())),
                new Standing(0, 1 << 20, 5_000));
        assertThat(written()).as("the first acknowledgement").isOne();
    }

    private void writable(boolean writable) {
        channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    }

    private void receive() throws SessionException {
        session.receive(TestFrames.message(++sent, "a", null, false, SessionFrame.FOREVER, Map.of(), null, HI));
        session.resume();
    }

    private int written() throws SessionException {
        int frames = 0;
        for (ByteBuf bytes = channel.readOutbound(); bytes != null; bytes = channel.readOutbound()) {
            SessionFrames.decode(bytes);
            bytes.release();
            frames++;
        }
        return frames;
    }

    @Test
    void whoeverReadsIsTold() throws SessionException {
        receive();

        assertThat(written()).isOne();
    }

    @Test
    void whoeverDoesNotReadIsToldOnceItDoes() throws SessionException {
        writable(false);
        for (int i = 0; i < 100; i++) {
            receive();
        }
        session.beat();
        assertThat(written()).isZero();

        writable(true);
        session.resume();

        assertThat(written()).isOne();
        assertThat(home.received).hasSize(100);
    }

    @Test
    void whoeverDoesNotReadRunsOutOfCredit() {
        writable(false);

        assertThatThrownBy(() -> {
                    while (sent < 1_000_000) {
                        receive();
                    }
                })
                .isInstanceOf(SessionException.class)
                .hasMessageContaining("exceeds the credit");
    }
}
