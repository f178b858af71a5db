package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.netty.util.internal.PlatformDependent;
import io.sparkactor.SystemId;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.link.Session;
import io.sparkactor.remote.internal.peer.Switchboard;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a peer announces costs nothing before it comes. */
class AnnouncedLengthTest extends TransportTest {

    private static final int PEERS = 100;
    private static final long EACH = 64 << 10;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final FakeHome right = home(SESSIONS);
    private final List<RawPeer> peers = new ArrayList<>();

    /** What the loop has allocated so far, on the heap and, with all other transports, outside of it. */
    private long allocated() {
        String name = "spark-tcp-" + right.name();
        long loop = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .mapToLong(Thread::threadId)
                .findFirst()
                .orElseThrow();
        return threads.getThreadAllocatedBytes(loop) + PlatformDependent.usedDirectMemory();
    }

    /** The loop looks at all connections in turn, so behind two round trips it has seen what came before. */
    private void allIsRead(FakeHome honest) {
        for (int i = 0; i < 2; i++) {
            assertThat(honest.send(right.actor("a"), i).settled()).isEqualTo("delivered");
        }
    }

    private static byte[] announcing(int length, byte[] beginning) {
        return ByteBuffer.allocate(4 + beginning.length)
                .putInt(length)
                .put(beginning)
                .array();
    }

    private void takesLittle(byte[] bytes) throws Exception {
        FakeHome honest = home(SESSIONS);
        connect(honest, right);
        allIsRead(honest);
        long before = allocated();
        for (RawPeer peer : peers) {
            peer.send(bytes);
        }
        allIsRead(honest);

        assertThat(allocated() - before).isLessThan(PEERS * EACH);
        assertThat(honest.states).hasSize(1);
    }

    @Test
    void aFirstFrameThatAnnouncesTheMostTakesNothing() throws Exception {
        for (int i = 0; i < PEERS - 1; i++) {
            peers.add(closing(new RawPeer(right.transport().address())));
        }

        takesLittle(announcing(SESSIONS.limits().largestFrame(), "SPCB".getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void aFrameOfAPlainPeerThatAnnouncesTheMostTakesNothing() throws Exception {
        for (int i = 0; i < PEERS - 1; i++) {
            RawPeer peer = closing(new RawPeer(right.transport().address()));
            peer.sendFrame(RawPeer.hello(SystemId.ofName("plain " + i), null));
            peer.readFrame();
            peers.add(peer);
        }

        takesLittle(announcing(SESSIONS.limits().largestFrame(), new byte[1_000]));
    }

    @Test
    void aFrameOfASessionThatAnnouncesTheMostTakesNothing() throws Exception {
        for (int i = 0; i < PEERS - 1; i++) {
            var peer = closing(new RawSession(right.transport().address(), SystemId.ofName("java " + i), null));
            peers.add(peer.opened().raw());
        }

        takesLittle(announcing(Session.largest(new Switchboard(right, SESSIONS.shared()).parts()), new byte[1_000]));
    }
}
