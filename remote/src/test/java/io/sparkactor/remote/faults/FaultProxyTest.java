package io.sparkactor.remote.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The fault proxy does the harm that it is told to do, and none else: what tests say that use it depends on that. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FaultProxyTest {

    private static final long SEED = 42;

    private final byte[] sent = new byte[100_000];
    private ServerSocket server;
    private FaultProxy proxy;

    @BeforeEach
    void listen() throws IOException {
        new Random(SEED).nextBytes(sent);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        proxy = FaultProxy.before((InetSocketAddress) server.getLocalSocketAddress(), SEED);
    }

    @AfterEach
    void end() throws IOException {
        proxy.close();
        server.close();
    }

    /** The two ends of a connection through the proxy. */
    private record Ends(Socket caller, Socket target) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            caller.close();
            target.close();
        }
    }

    private Ends connect() throws IOException {
        Socket caller = new Socket(proxy.address().getAddress(), proxy.address().getPort());
        return new Ends(caller, server.accept());
    }

    private void sendAll(Ends ends) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                ends.caller().getOutputStream().write(sent);
                ends.caller().shutdownOutput();
            } catch (IOException cut) {
                // The test looks at what arrives.
            }
        });
    }

    @Test
    void passesAllBytesOnBothWaysAndTheEndOfThem() throws IOException {
        try (Ends ends = connect()) {
            sendAll(ends);
            assertThat(ends.target().getInputStream().readAllBytes()).isEqualTo(sent);
            ends.target().getOutputStream().write(sent, 0, 1000);
            ends.target().shutdownOutput();
            assertThat(ends.caller().getInputStream().readAllBytes()).hasSize(1000);
        }
    }

    @Test
    void choppedBytesArriveWholeAndInOrder() throws IOException {
        proxy.chop(7).splitAt(3);
        try (Ends ends = connect()) {
            sendAll(ends);
            assertThat(ends.target().getInputStream().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void aSplitComesBehindItsOffset() throws IOException {
        proxy.splitAt(3).delay(Duration.ofSeconds(1)); // the rest is late enough not to be read along
        try (Ends ends = connect()) {
            ends.caller().getOutputStream().write(sent, 0, 10);
            assertThat(ends.target().getInputStream().read(new byte[10])).isEqualTo(3);
        }
    }

    @Test
    void aConnectionIsCutAtItsByteAndTheNextIsNot() throws IOException {
        proxy.cutNextAt(Way.IN, 5000);
        try (Ends ends = connect()) {
            sendAll(ends);
            assertThat(bytesUntilTheCut(ends.target().getInputStream())).isLessThanOrEqualTo(5000);
        }
        try (Ends ends = connect()) {
            sendAll(ends);
            assertThat(ends.target().getInputStream().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void cutsComeAgainAndAgain() throws IOException {
        proxy.cutEvery(Duration.ofMillis(1), Duration.ofMillis(3));
        for (int i = 0; i < 5; i++) {
            try (Ends ends = connect()) {
                assertThat(bytesUntilTheCut(ends.caller().getInputStream())).isZero();
            }
        }
        assertThat(proxy.cuts()).isGreaterThanOrEqualTo(5);
        assertThat(proxy.connections()).isEqualTo(5);
    }

    @Test
    void aStalledWayIsStillUntilItFlows() throws IOException {
        proxy.stall(Way.IN);
        try (Ends ends = connect()) {
            sendAll(ends);
            ends.target().setSoTimeout(100);
            assertThatThrownBy(() -> ends.target().getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
            ends.target().getOutputStream().write(1);
            assertThat(ends.caller().getInputStream().read()).isOne();
            ends.target().setSoTimeout(0);
            proxy.flow(Way.IN);
            assertThat(ends.target().getInputStream().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void swallowedBytesAreGoneAndTheConnectionIsThere() throws IOException {
        try (Ends ends = connect()) {
            proxy.swallow(true);
            ends.caller().getOutputStream().write(1);
            Await.until("it is swallowed", () -> proxy.swallowed() == 1);
            proxy.swallow(false);
            ends.caller().getOutputStream().write(2);
            assertThat(ends.target().getInputStream().read()).isEqualTo(2);
        }
    }

    @Test
    void aDisturbedByteIsAnotherAndTheRecordHasWhatWasPassedOn() throws IOException {
        proxy.disturb(Way.IN);
        try (Ends ends = connect()) {
            ends.caller().getOutputStream().write(new byte[] {7, 7, 7});
            assertThat(ends.target().getInputStream().readNBytes(3)).isEqualTo(new byte[] {7, 7, 6});
            assertThat(proxy.recorded()).isEqualTo(new byte[] {7, 7, 6});
        }
    }

    @Test
    void refusesUntilToldOtherwise() throws IOException {
        proxy.refuse(true);
        try (Socket refused =
                new Socket(proxy.address().getAddress(), proxy.address().getPort())) {
            assertThat(bytesUntilTheCut(refused.getInputStream())).isZero();
        } catch (IOException resetBeforeItWasThere) {
            assertThat(proxy.connections()).isZero();
        }
        proxy.refuse(false);
        try (Ends ends = connect()) {
            ends.caller().getOutputStream().write(1);
            assertThat(ends.target().getInputStream().read()).isOne();
        }
        assertThat(proxy.connections()).isOne();
    }

    /** How many bytes come until the connection ends, by a reset or not. */
    private static int bytesUntilTheCut(InputStream in) {
        int count = 0;
        try {
            while (in.read() >= 0) {
                count++;
            }
        } catch (IOException reset) {
            return count;
        }
        return count;
    }
}
