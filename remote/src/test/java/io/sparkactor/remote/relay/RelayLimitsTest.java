package io.sparkactor.remote.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.SystemId;
import io.sparkactor.remote.Remote;
import io.sparkactor.remote.WebSocketRelay;
import io.sparkactor.remote.internal.websocket.ClientBytes;
import io.sparkactor.remote.internal.websocket.FrameHeader;
import io.sparkactor.remote.internal.websocket.FrameHeader.Ack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Envelope;
import io.sparkactor.remote.internal.websocket.FrameHeader.Nack;
import io.sparkactor.remote.internal.websocket.FrameHeader.Register;
import io.sparkactor.remote.internal.websocket.Recorded;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** What clients can use up is bounded, whatever they do, and whoever is over a bound is alone in it. */
class RelayLimitsTest extends RelayFixture {

    private static final SystemId DEAF = new SystemId("deaf");
    private static final int TARGET_BYTES = 1 << 20;

    /** A heartbeat that closes nobody during a test. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    /** What the operating system keeps for both ends of a connection, by default at most. */
    private static final long SOCKETS = 12 << 20;

    private RawSocket deaf(WebSocketRelay relay) throws IOException {
        RawSocket deaf = closing(new RawSocket(relay.address()).upgraded());
        deaf.sendBinary(Recorded.bytes(Register.of(DEAF, "deaf")));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(DEAF));
        return deaf;
    }

    @Test
    void aTargetThatTakesNothingHoldsItsShareAndItsSendersAreTold() throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().byteLimits(4 << 20, TARGET_BYTES, 64 << 20).heartbeat(NEVER));
        deaf(relay);
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);
        byte[] payload = new byte[50_000];
        int slow = 0;
        int acks = 0;
        for (int i = 0; i < 1_000 || slow <= 500; i++) {
            if (i < 1_000) {
                left.tell(LEFT, DEAF, "m" + i, payload);
            }
            // Behind the last, more than half of all 50 MB must be refused, however late the answers come.
            while (left.waiting() > 0 || i >= 1_000 && slow <= 500) {
                FrameHeader answer = left.next();
                if (answer instanceof Nack nack) {
                    assertThat(nack.reason()).isEqualTo("relay target is slow");
                    slow++;
                } else {
                    acks++;
                }
            }
            assertThat(relay.figures().bytesInFlight()).isLessThanOrEqualTo(TARGET_BYTES + 200_000);
        }

        assertThat(acks * 50_000L).isLessThan(SOCKETS + TARGET_BYTES);
        left.tell(LEFT, RIGHT, "other", text("hi"));
        assertThat(right.next()).isEqualTo(Envelope.of(LEFT, RIGHT, "other"));
    }

    @Test
    void aTargetThatTakesNothingIsClosedAndAllThatWaitedIsRefused() throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().byteLimits(64 << 20, 32 << 20, 128 << 20).heartbeat(Duration.ofSeconds(1)));
        RawSocket deaf = deaf(relay);
        RelayClient left = client(relay).registered(LEFT);
        int sent = 600;
        for (int i = 0; i < sent; i++) {
            left.tell(LEFT, DEAF, "m" + i, new byte[50_000]);
        }
        int acks = 0;
        int nacks = 0;
        while (acks + nacks < sent) {
            if (left.next() instanceof Ack) {
                acks++;
            } else {
                nacks++;
            }
        }

        assertThat(nacks).isPositive();
        assertThat(refused(relay, "stalled") + refused(relay, "silent")).isPositive();
        assertThat(relay.connectedSystems()).doesNotContain(DEAF);
        Await.until("nothing is kept", PATIENCE, () -> relay.figures().bytesInFlight() == 0);
        deaf.awaitEnd();
    }

    @Test
    void aSourceWithTooMuchOnItsWayIsNotReadAndLosesNothing() {
        WebSocketRelay relay = relay(Remote.relay().byteLimits(100_000, 8 << 20, 64 << 20));
        RelayClient left = client(relay).registered(LEFT);
        RelayClient right = client(relay).registered(RIGHT);
        for (int i = 0; i < 500; i++) {
            left.tell(LEFT, RIGHT, "m" + i, new byte[20_000]);
        }
        for (int i = 0; i < 500; i++) {
            assertThat(right.next()).isEqualTo(Envelope.of(LEFT, RIGHT, "m" + i));
            assertThat(left.next()).isEqualTo(new Ack(Recorded.RELAY, LEFT, "m" + i, null));
        }
    }

    @Test
    void whoeverSendsTooFastIsReadMoreSlowlyAndLosesNothing() {
        int perSecond = 200;
        WebSocketRelay relay = relay(Remote.relay().framesPerSecond(perSecond));
        RelayClient fast = client(relay).registered(LEFT);
        long start = System.nanoTime();
        int frames = 2 * perSecond;
        for (int i = 0; i < frames; i++) {
            fast.tell(LEFT, LEFT, "m" + i, new byte[4_000]);
        }
        for (int i = 0; i < 2 * frames; i++) {
            fast.next();
        }

        // Those of the first second are free, and so are the last that were read at once.
        assertThat(System.nanoTime() - start).isGreaterThan(700_000_000L);
        assertThat(relay.figures().frames()).isEqualTo(frames);
    }

    @Test
    void whoeverDoesNotTakeItsAnswersIsNotRead() throws Exception {
        WebSocketRelay relay =
                relay(Remote.relay().byteLimits(1 << 20, 64 << 10, 64 << 20).heartbeat(NEVER));
        RawSocket flood = deaf(relay);
        byte[] ping = ClientBytes.frame(ClientBytes.PING, true, new byte[100]);
        byte[] pings = new byte[ping.length * 1_000];
        for (int i = 0; i < pings.length; i++) {
            pings[i] = ping[i % ping.length];
        }
        var sent = new AtomicInteger();
        Thread sender = Thread.ofPlatform().daemon().start(() -> {
            try {
                for (int i = 0; i < 1_000; i++) {
                    flood.send(pings);
                    sent.incrementAndGet();
                }
            } catch (IOException e) {
                // The test is over.
            }
        });
        awaitStandstill(sent);

        assertThat(sender.isAlive()).as("a hundred megabytes are not taken").isTrue();
        assertThat((long) sent.get() * pings.length).isLessThan(2 * SOCKETS);
        RelayClient right = client(relay).registered(RIGHT);
        right.tell(RIGHT, RIGHT, "m", text("others are served"));
        assertThat(right.next()).isEqualTo(Envelope.of(RIGHT, RIGHT, "m"));
    }

    /** Waits until a number has not changed for a second. */
    private static void awaitStandstill(AtomicInteger number) {
        var seen = new AtomicInteger(-1);
        var since = new AtomicLong();
        Await.until("it stands still", PATIENCE.multipliedBy(3), () -> {
            int now = number.get();
            if (seen.getAndSet(now) != now) {
                since.set(System.nanoTime());
            }
            return System.nanoTime() - since.get() > 1_000_000_000L;
        });
    }

    @Test
    void connectionsAreBounded() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().connectionLimits(100, 3));
        for (int i = 0; i < 3; i++) {
            client(relay).registered(new SystemId("s" + i));
        }
        for (int i = 0; i < 10; i++) {
            assertThat(closing(new RawSocket(relay.address())).awaitEnd()).isEmpty();
        }

        awaitRefused(relay, "connections", 10);
        assertThat(relay.figures().connections()).isEqualTo(3);
    }

    @Test
    void beforeTheRegistrationNoMessageMayBeLong() throws Exception {
        WebSocketRelay relay = relay(secret());
        RawSocket announcing = closing(new RawSocket(relay.address()).upgraded());
        announcing.send(ClientBytes.head(ClientBytes.BINARY, true, 20_000));
        assertThat(announcing.awaitEnd()).contains(0x03, 0xF1); // 1009

        RawSocket inParts = closing(new RawSocket(relay.address()).upgraded());
        inParts.send(ClientBytes.frame(ClientBytes.BINARY, false, new byte[10_000]));
        inParts.send(ClientBytes.frame(ClientBytes.CONTINUATION, false, new byte[10_000]));
        assertThat(inParts.awaitEnd()).contains(0x03, 0xF1);
        assertThat(refused(relay, "too_long")).isEqualTo(2);
        Await.until("nothing is kept", PATIENCE, () -> relay.figures().bytesInFlight() == 0);
    }

    @Test
    void aMessageThatIsTooLongIsRefusedBeforeItIsThere() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().maxFrameBytes(1 << 20));
        RawSocket deaf = deaf(relay);
        deaf.read(); // of the acknowledgement, behind which frames may be longer
        deaf.send(ClientBytes.head(ClientBytes.BINARY, true, (1 << 20) + 1));
        assertThat(deaf.awaitEnd()).contains(0x03, 0xF1);
        assertThat(refused(relay, "too_long")).isEqualTo(1);
    }

    @Test
    void whatIsNotWebSocketIsRefused() throws Exception {
        WebSocketRelay relay = relay(Remote.relay());
        byte[] unmasked = {(byte) 0x82, 0x01, 0x00};
        byte[] reserved = ClientBytes.frame(ClientBytes.BINARY, true, new byte[1]);
        reserved[0] |= 0x40;
        byte[] longPing = ClientBytes.frame(ClientBytes.PING, true, new byte[126]);
        for (byte[] wrong : new byte[][] {unmasked, reserved, longPing}) {
            RawSocket socket = closing(new RawSocket(relay.address()).upgraded());
            socket.send(wrong);
            assertThat(socket.awaitEnd()).startsWith(0x88);
        }
        assertThat(refused(relay, "protocol")).isEqualTo(3);
    }

    @Test
    void framesThatNeverEndShareABoundOfMemory() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().maxFrameBytes(4 << 20).byteLimits(1 << 20, 1 << 20, 8 << 20));
        RelayClient right = client(relay).registered(RIGHT);
        for (int i = 0; i < 4; i++) {
            RawSocket hoarder = closing(new RawSocket(relay.address()).upgraded());
            hoarder.sendBinary(Recorded.bytes(Register.of(new SystemId("hoarder" + i), "h")));
            hoarder.read();
            boolean inParts = i % 2 == 0;
            byte[] most = new byte[(4 << 20) - 100];
            try {
                if (inParts) {
                    hoarder.send(ClientBytes.frame(ClientBytes.BINARY, false, most));
                } else {
                    hoarder.send(ClientBytes.head(ClientBytes.BINARY, true, (4 << 20) - 10));
                    hoarder.send(most);
                }
            } catch (SocketException closed) {
                // This one has brought the byte too many, and was closed before it had sent the rest.
                assertThat(refused(relay, "memory")).as("%s", closed).isPositive();
            }
        }

        Await.until("some are closed", PATIENCE, () -> refused(relay, "memory") > 0);
        Await.until("it is below the bound", PATIENCE, () -> relay.figures().bytesInFlight() <= 8 << 20);
        assertThat(relay.connectedSystems()).contains(RIGHT);
        assertThat(right.isClosed()).isFalse();
    }

    @Test
    void aFrameThatNeverEndsIsKeptForATimeOnlyWhateverComesBetweenItsParts() throws Exception {
        // So few frames that whoever sends pings in between is hardly ever read.
        WebSocketRelay relay =
                relay(Remote.relay().frameTimeout(Duration.ofSeconds(1)).framesPerSecond(5));
        RelayClient left = client(relay).registered(LEFT);
        RawSocket inParts = deaf(relay);
        inParts.send(ClientBytes.frame(ClientBytes.BINARY, false, new byte[1 << 20]));
        RawSocket half = closing(new RawSocket(relay.address()).upgraded());
        half.sendBinary(Recorded.bytes(Register.of(RIGHT, "half")));
        Await.until("it is registered", PATIENCE, () -> relay.connectedSystems().contains(RIGHT));
        half.send(ClientBytes.head(ClientBytes.BINARY, true, 1_000));
        half.send(new byte[100]);

        Await.until("both are closed", PATIENCE, () -> {
            ping(inParts);
            return refused(relay, "unfinished") == 2;
        });

        inParts.awaitEnd();
        half.awaitEnd();
        Await.until("nothing is kept", PATIENCE, () -> relay.figures().bytesInFlight() == 0);
        left.tell(LEFT, LEFT, "m", text("others are served"));
        assertThat(left.next()).isEqualTo(Envelope.of(LEFT, LEFT, "m"));
    }

    private static void ping(RawSocket socket) {
        try {
            socket.send(ClientBytes.frame(ClientBytes.PING, true, new byte[1]));
        } catch (IOException e) {
            // It was closed, which is what the test waits for.
        }
    }

    @Test
    void whoeverSendsOneFrameBehindTheOtherHasTheTimeForEach() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().frameTimeout(Duration.ofSeconds(3)));
        RawSocket busy = deaf(relay);
        RelayClient right = client(relay).registered(RIGHT);
        var quiet = new Envelope(DEAF, RIGHT, "m", false, null);
        byte[] frame = ClientBytes.frame(ClientBytes.BINARY, true, Recorded.bytes(quiet, new byte[1_000]));
        byte[] first = Arrays.copyOf(frame, 500);
        // From the middle of one to the middle of the next, so that something is kept all the time.
        byte[] next = new byte[frame.length];
        System.arraycopy(frame, 500, next, 0, frame.length - 500);
        System.arraycopy(frame, 0, next, frame.length - 500, 500);

        busy.send(first);
        long start = System.nanoTime();
        while (System.nanoTime() - start < 5_000_000_000L) {
            busy.send(next);
            assertThat(right.next()).isEqualTo(quiet);
        }

        assertThat(refused(relay, "unfinished")).isZero();
    }

    @Test
    void whoeverGivesNoSignOfLifeIsClosedAndWhoeverAnswersStays() throws Exception {
        WebSocketRelay relay = relay(Remote.relay().heartbeat(Duration.ofSeconds(1)));
        RawSocket deaf = deaf(relay);
        RelayClient left = client(relay).registered(LEFT);

        deaf.awaitEnd();

        assertThat(refused(relay, "silent")).isEqualTo(1);
        assertThat(relay.connectedSystems()).containsExactly(LEFT);
        assertThat(left.isClosed()).isFalse();
    }
}
