package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.TcpRemote;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Hundreds that connect and do not come to the point: they are closed in time, and those who have something to say are heard. */
class SlowLorisTest {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final byte[] NOTHING = {};

    /** The JVM may open a jar meanwhile. */
    private static final int OTHERS = 8;

    private static final TcpRemote REMOTE = Remote.tcp()
            .secret("shared")
            .handshakeTimeout(Duration.ofSeconds(1))
            .inboundLimits(2_000, 2_000);

    private static long descriptors() {
        try (Stream<Path> all = Files.list(DESCRIPTORS)) {
            return all.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void ask(ActorRef<String> echo, long[] nanos) {
        for (int i = 0; i < nanos.length; i++) {
            long start = System.nanoTime();
            assertThat(echo.ask("hi", String.class, PATIENCE)).isEqualTo("hi");
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
    }

    private static long p99(long[] sorted) {
        return sorted[sorted.length * 99 / 100];
    }

    @Test
    void allAreClosedInTimeWhileHonestPeersConnectAndAsk() throws Exception {
        assumeThat(DESCRIPTORS).as("the descriptors of this process").exists();
        try (Syndicate right = Syndicate.open("loris-right", c -> c.remote(REMOTE));
                Syndicate left = Syndicate.open("loris-left", c -> c.remote(REMOTE));
                Syndicate late = Syndicate.open("loris-late", c -> c.remote(REMOTE))) {
            ActorRef<String> echo = right.createActor(String.class, (_, message) -> message.reply(message.content()));
            ActorRef<String> fromLeft = connect(left, right, echo);
            long[] before = new long[Attack.times(200)];
            ask(fromLeft, before);
            long descriptors = descriptors();

            try (var strangers = new Strangers()) {
                byte[] hello = RawPeer.frame(RawPeer.hello(SystemId.ofName("stranger"), null));
                // Of a frame of 257 bytes, which takes them five seconds.
                strangers.connect(250, right.remoteAddress(), new byte[] {0, 0});
                strangers.drip(1);
                strangers.connect(250, right.remoteAddress(), NOTHING);
                strangers.connect(200, right.remoteAddress(), Arrays.copyOf(hello, hello.length / 2));

                long[] meanwhile = new long[Attack.times(200)];
                ask(connect(late, right, echo), meanwhile);
                ask(fromLeft, meanwhile);

                if (Attack.isLong()) {
                    assertThat(p99(meanwhile)).as("p99, ns").isLessThan(2 * p99(before) + 5_000_000);
                }
                Await.until(
                        "all are closed",
                        PATIENCE,
                        () -> strangers.closed() == strangers.count(),
                        () -> strangers.closed() + " of " + strangers.count());
                ask(fromLeft, new long[10]);
            }
            assertThat(right.transportRefusals()).isEqualTo(Map.of(TransportRefusal.LATE, 700L));
            assertThat(right.diagnostics().text(20)).contains("transport     refused LATE 700");
            assertThat(left.transportRefusals()).isEmpty();
            assertThat(left.diagnostics().text(20)).doesNotContain("transport");
            assertThat(right.transportHealth()).containsOnlyKeys(left.systemId(), late.systemId());
            Await.until(
                    "their descriptors are free",
                    PATIENCE,
                    () -> descriptors() <= descriptors + 2 + OTHERS,
                    () -> descriptors() + " where there were " + descriptors);
        }
    }

    private static ActorRef<String> connect(Syndicate from, Syndicate to, ActorRef<String> echo) {
        assertThat(from.connect(to.systemId(), to.remoteAddress()).awaitConnected(PATIENCE))
                .isTrue();
        return from.ref(echo.id(), String.class);
    }

    @Test
    void moreThanThereMayBeAreClosedAtOnce() throws Exception {
        TcpRemote patient = REMOTE.handshakeTimeout(Duration.ofMinutes(10)).inboundLimits(100, 50);
        try (Syndicate right = Syndicate.open("loris-limits", c -> c.remote(patient));
                var strangers = new Strangers()) {
            strangers.connect(300, right.remoteAddress(), NOTHING);

            Await.until("those above the limit are closed", PATIENCE, () -> strangers.closed() == 250);
            assertThat(right.transportRefusals()).isEqualTo(Map.of(TransportRefusal.CONNECTIONS, 250L));
        }
    }
}
