package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ConnectionState;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.RecordedWire;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.wire.HandshakeException;
import io.sparkactor.testkit.Await;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Somebody on the line takes the offers of sessions out of the handshakes of two Java systems, so that they speak as the original does,
 * which can be recorded and played again. They notice, and do not talk.
 */
class DowngradeTest extends TransportTest {

    @Test
    void twoSystemsThatHoldSessionsAreNotMadeToSpeakWithoutThem() throws Exception {
        FakeHome left = home(SESSIONS.withSecret(SECRET));
        FakeHome right = home(SESSIONS.withSecret(SECRET));
        var line = closing(new Line(right.transport().address()));
        left.transport().connect(right.systemId(), line.address());

        FakeMessage message = left.send(right.actor("a"), "an order");

        Await.until("it was tried some times", () -> line.calls.get() > 3);
        assertThat(message.outcome()).isNull();
        assertThat(left.states).doesNotContain(ConnectionState.CONNECTED);
        assertThat(right.received).isEmpty();
        assertThat(left.reasons).anyMatch(reason -> reason.contains("closed the connection instead of answering"));
    }

    /** Passes on what comes, but for the offers in the handshakes. */
    private static final class Line implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final InetSocketAddress target;
        final AtomicInteger calls = new AtomicInteger();

        Line(InetSocketAddress target) throws IOException {
            this.target = target;
            Thread.ofPlatform().daemon().name("line").start(this::accept);
        }

        InetSocketAddress address() {
            return (InetSocketAddress) server.getLocalSocketAddress();
        }

        private void accept() {
            while (!server.isClosed()) {
                try (Socket near = server.accept();
                        Socket far = new Socket()) {
                    far.connect(target);
                    calls.incrementAndGet();
                    Thread back = Thread.ofPlatform().daemon().name("line-back").start(() -> pass(far, near));
                    pass(near, far);
                    back.join();
                } catch (IOException e) {
                    // This connection is over, or the test.
                } catch (InterruptedException e) {
                    return;
                }
            }
        }

        private static void pass(Socket from, Socket to) {
            try (from;
                    to) {
                var in = new DataInputStream(from.getInputStream());
                OutputStream out = to.getOutputStream();
                byte[] hello = new byte[in.readInt()];
                in.readFully(hello);
                out.write(RawPeer.frame(RecordedWire.withoutOffer(hello)));
                in.transferTo(out);
            } catch (IOException | HandshakeException e) {
                // One side has closed.
            }
        }

        @Override
        public void close() throws IOException {
            server.close();
        }
    }
}
