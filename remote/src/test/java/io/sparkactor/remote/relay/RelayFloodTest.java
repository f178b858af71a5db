package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.attack.Attack;
import io.sparkactor.remote.internal.websocket.ClientBytes;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.testkit.Await;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Floods of each kind of attack, while two honest clients go on talking. {@code -Dspark.attack=20} is a long round. */
class RelayFloodTest extends RelayFixture {

    private static final int TIMES = Attack.times(50);
    private static final int CLOSE = 0x88;
    private static final int LENGTH_16 = 126;

    /** What an attacker does on a connection that has opened its WebSocket, after which it is closed. */
    private interface Step {
        void on(RawSocket socket, int number) throws IOException;
    }

    /** Does it many times, each on a connection of its own; all must be closed with the code, and counted. */
    private static void flood(WebSocketRelay relay, String refusal, int code, Step step) throws IOException {
        for (int i = 0; i < TIMES; i++) {
            try (RawSocket socket = new RawSocket(relay.address()).upgraded()) {
                step.on(socket, i);
                assertThat(closeCode(socket)).as(refusal).isEqualTo(code);
            }
        }
        assertThat(refused(relay, refusal)).as(refusal).isEqualTo(TIMES);
    }

    /** Reads up to the close frame. */
    private static int closeCode(RawSocket socket) throws IOException {
        var in = new DataInputStream(socket.in());
        while (true) {
            int kind = in.readUnsignedByte();
            int length = in.readUnsignedByte();
            byte[] content = in.readNBytes(length == LENGTH_16 ? in.readUnsignedShort() : length);
            if (kind == CLOSE) {
                return (content[0] & 0xFF) << Byte.SIZE | content[1] & 0xFF;
            }
        }
    }

    private static Register forger(int number) {
        return RelayClient.signed(new SystemId("forger" + number), SECRET, "r" + number);
    }

    private static byte[] broken(int seed) {
        var random = new Random(seed);
        byte[] frame = Recorded.bytes("envelope");
        // In its magic or its length, which must be as they are.
        frame[random.nextInt(11)] ^= (byte) (1 << random.nextInt(8));
        return random.nextBoolean() ? frame : Arrays.copyOf(frame, random.nextInt(frame.length / 2));
    }

    private static long[] talk(RelayClient left, RelayClient right, int times) {
        long[] nanos = new long[times];
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            left.tell(LEFT, RIGHT, "m" + i, text("hi"));
            assertThat(right.next()).isEqualTo(Envelope.of(LEFT, RIGHT, "m" + i));
            assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "m" + i, null));
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static long p99(long[] sorted) {
        return sorted[sorted.length * 99 / 100];
    }

    @Test
    void eachIsRefusedAndCountedWhileOthersGoOn() throws Exception {
        WebSocketRelay relay = relay(secret().handshakeTimeout(PATIENCE.multipliedBy(6)));
        RelayClient left = client(relay).registered(LEFT, SECRET);
        RelayClient right = client(relay).registered(RIGHT, SECRET);
        long before = p99(talk(left, right, 300));
        long talked = relay.figures().frames();
        var ended = new AtomicBoolean();
        var slowest = new CompletableFuture<Long>();
        Thread.ofPlatform()
                .daemon()
                .start(() -> slowest.completeAsync(
                        () -> {
                            long most = 0;
                            while (!ended.get()) {
                                most = Math.max(most, p99(talk(left, right, 300)));
                            }
                            return most;
                        },
                        Runnable::run));

        flood(relay, "unregistered", 1008, (socket, _) -> socket.sendBinary(Recorded.bytes("envelope")));
        flood(relay, "malformed", 1007, (socket, i) -> socket.sendBinary(broken(i)));
        flood(relay, "text", 1003, (socket, _) -> socket.send(ClientBytes.frame(ClientBytes.TEXT, true, text("hi"))));
        flood(relay, "too_long", 1009, (socket, _) -> socket.send(ClientBytes.head(ClientBytes.BINARY, true, 20_000)));
        flood(relay, "forged", 1008, (socket, i) -> {
            socket.sendBinary(Recorded.bytes(forger(i)));
            socket.sendBinary(Recorded.bytes("envelope"));
        });
        flood(relay, "replayed", 1000, (socket, i) -> socket.sendBinary(Recorded.bytes(forger(i))));
        flood(
                relay,
                "authentication",
                1000,
                (socket, i) -> socket.sendBinary(Recorded.bytes(new Register(LEFT, null, "r" + i, "0".repeat(64)))));

        ended.set(true);
        long meanwhile = slowest.orTimeout(60, TimeUnit.SECONDS).join();
        if (Attack.isLong()) {
            System.out.printf(
                    "p99 of a round: %d µs before, %d µs at most meanwhile%n", before / 1_000, meanwhile / 1_000);
        }
        assertThat((relay.figures().frames() - talked) % 300)
                .as("frames of nobody else were handed on")
                .isZero();
        Await.until("all are gone", PATIENCE, () -> relay.figures().connections() == 2);
        assertThat(relay.connectedSystems()).containsExactlyInAnyOrder(LEFT, RIGHT);
        // A connection is gone before what was kept of it.
        Await.until("nothing is kept", PATIENCE, () -> relay.figures().bytesInFlight() == 0);
        assertThat(left.waiting() + right.waiting()).isZero();
    }
}
