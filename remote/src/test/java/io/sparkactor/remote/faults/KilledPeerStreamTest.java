package io.sparkactor.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.AskRefusedException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.ReplyStream;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** When the process of a writer is killed, its readers are told, long before their waits are over. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class KilledPeerStreamTest {

    private static final Duration LONGER_THAN_THE_TEST = Duration.ofHours(1);

    @TempDir
    private Path folder;

    private Syndicate reader(TcpRemote remote) {
        return Syndicate.open("stream-reader", c -> c.remote(remote.allow(Endless.class)));
    }

    private static ReplyStream<Integer, String> stream(Syndicate reader, RecorderProcess peer, InetSocketAddress at) {
        assertThat(reader.connect(peer.recorder().systemId(), at).awaitConnected(BrokenPair.PATIENCE))
                .isTrue();
        var stream = reader.ref(peer.recorder(), Object.class).askStream(new Endless(), LONGER_THAN_THE_TEST);
        for (int i = 0; i < 1_000; i++) {
            assertThat(stream.next()).isEqualTo(i);
        }
        return stream;
    }

    private static void assertLost(ReplyStream<Integer, String> stream) {
        assertThatThrownBy(stream::result)
                .isInstanceOfSatisfying(
                        AskRefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.UNACKNOWLEDGED));
    }

    @Test
    void aStreamEndsOnceItsWriterIsAwayForLongerThanASession() throws Exception {
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                Syndicate reader = reader(Remote.tcp().sessionTimeout(Duration.ofMillis(200)));
                var stream = stream(reader, peer, peer.address())) {
            peer.kill();
            assertLost(stream);
        }
    }

    @Test
    void aStreamEndsWhenTheSystemOfItsWriterIsBack() throws Exception {
        try (RecorderProcess peer = new RecorderProcess(folder.resolve("log"));
                FaultProxy wire = FaultProxy.before(peer.address(), 1);
                Syndicate reader = reader(Remote.tcp());
                var stream = stream(reader, peer, wire.address())) {
            peer.kill();
            try (RecorderProcess back = new RecorderProcess(folder.resolve("log-2"))) {
                wire.target(back.address());
                assertLost(stream);
            }
        }
    }
}
