package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Somebody on the line puts frames into the connection of a peer that has shown that it knows the secret. */
class BrokenSealTest extends TransportTest {

    private static final byte[] ONE = {1};

    private final FakeHome right = home(SESSIONS.withSecret(SECRET));
    private final Random random = new Random(18);

    private RawSession peer() throws Exception {
        return new RawSession(right.transport().address(), SystemId.ofName("peer"), SECRET).opened();
    }

    @Test
    void aFrameWithAWrongSealEndsTheConnection() throws Exception {
        byte[] message = RawSession.bytes(RawSession.message(1, "a", null, ONE));
        for (int i = 0; i < Attack.times(250); i++) {
            try (RawSession peer = peer()) {
                byte[] frame = new byte[40 + message.length];
                random.nextBytes(frame);
                System.arraycopy(message, 0, frame, 40, message.length);
                frame[7] = 2; // the counter of the frame that is expected, in half of them with zeros before it
                if (i % 2 == 0) {
                    System.arraycopy(new byte[7], 0, frame, 0, 7);
                }

                peer.raw().sendFrame(frame);

                assertThat(peer.raw().isClosedByPeer()).isTrue();
            }
        }
        assertThat(right.received).isEmpty();
    }

    @Test
    void aFrameThatComesTwiceEndsTheConnection() throws Exception {
        RawSession peer = closing(peer());
        byte[] sealed = peer.sealed(RawSession.bytes(RawSession.message(1, "a", null, ONE)));

        peer.raw().sendFrame(sealed);
        assertThat(right.next().target().uuid()).isEqualTo("a");
        peer.raw().sendFrame(sealed);

        peer.readBytes(); // the acknowledgement of the first
        assertThat(peer.raw().isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }

    @Test
    void aFrameOfOneConnectionIsNoneOfAnother() throws Exception {
        RawSession first = closing(peer());
        byte[] sealed = first.sealed(RawSession.bytes(RawSession.message(1, "a", null, ONE)));
        RawSession second = closing(peer());

        second.raw().sendFrame(sealed);

        assertThat(second.raw().isClosedByPeer()).isTrue();
        assertThat(right.received).isEmpty();
    }
}
