package io.sparkactor.remote.internal.attack;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ConnectionState;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.RawSession;
import io.sparkactor.remote.internal.fixture.TestFrames;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.handshake.Nonces;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.remote.internal.wire.Hello;
import io.sparkactor.remote.internal.wire.HelloCodec;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.remote.internal.wire.SessionOffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever does not know the secret gets nowhere, while those who know it talk. */
class StrangerTest extends TransportTest {

    private static final SystemId STRANGER = SystemId.ofName("stranger");
    private static final SessionOffer OFFER = TestFrames.offer(1, "i", "", 0);

    private final TcpSettings settings = SESSIONS.withSecret(SECRET);
    private final FakeHome left = home(settings);
    private final FakeHome right = home(settings);
    private final Random random = new Random(17);

    @BeforeEach
    void honestPeersTalk() throws InterruptedException {
        connect(left, right);
        left.send(right.actor("a"), "before").settled();
        assertThat(right.next().content()).isEqualTo("before");
    }

    @AfterEach
    void theyStillTalkAndNothingElseHasCome() throws InterruptedException {
        left.send(right.actor("a"), "behind").settled();
        assertThat(right.next().content()).isEqualTo("behind");
        right.send(left.actor("b"), "back").settled();
        assertThat(left.next().content()).isEqualTo("back");
        assertThat(right.received).isEmpty();
        assertThat(left.states).containsExactly(ConnectionState.CONNECTED);
        assertThat(right.states).containsExactly(ConnectionState.CONNECTED);
        assertThat(right.transport().health()).containsOnlyKeys(left.systemId());
    }

    private RawPeer call() throws IOException {
        return new RawPeer(right.transport().address());
    }

    @Test
    void aHandshakeWithAWrongSignatureIsNotAnswered() throws IOException {
        for (int i = 0; i < Attack.times(500); i++) {
            SystemId claimed = i % 3 == 0 ? left.systemId() : STRANGER;
            try (RawPeer raw = call()) {
                raw.sendFrame(HelloCodec.encode(forged(claimed, i)));
                assertThat(raw.isClosedByPeer()).isTrue();
            }
        }
        refusedExactly(right, Map.of(TransportRefusal.AUTHENTICATION, (long) Attack.times(500)));
    }

    private Hello forged(SystemId claimed, int kind) {
        String nonce = Nonces.offeringSessions();
        Hello right = Hello.of(claimed, nonce, SECRET, OFFER);
        String signature = String.valueOf(right.signature());
        return switch (kind % 8) {
            case 0 -> Hello.of(claimed, nonce, Secret.of("guess " + kind), OFFER);
            case 1 -> signed(right, null);
            case 2 -> signed(right, "");
            case 3 -> signed(right, signature.substring(0, random.nextInt(signature.length())));
            case 4 -> signed(right, signature.toUpperCase(Locale.ROOT));
            case 5 -> signed(right, signature + "0");
            case 6 -> signed(right, flipped(signature));
            default -> signed(Hello.of(claimed, Nonces.offeringSessions(), null, OFFER), signature);
        };
    }

    private String flipped(String signature) {
        int at = random.nextInt(signature.length());
        char other = signature.charAt(at) == '0' ? '1' : '0';
        return signature.substring(0, at) + other + signature.substring(at + 1);
    }

    private static Hello signed(Hello hello, @Nullable String signature) {
        return new Hello(
                hello.version(),
                hello.systemId(),
                hello.codec(),
                hello.authenticated(),
                hello.nonce(),
                hello.frameIntegrity(),
                signature,
                hello.session());
    }

    @Test
    void aFirstFrameWithAWrongSealEndsTheConnection() throws IOException {
        byte[] open = RawSession.open(1);
        for (int i = 0; i < Attack.times(250); i++) {
            try (RawPeer raw = call()) {
                // As with a handshake that was listened to, of a system that is connected: the right signature, and no
                // secret.
                raw.sendFrame(RawSession.hello(left.systemId(), SECRET));
                raw.readFrame();
                raw.sendFrame(
                        switch (i % 3) {
                            case 0 -> open;
                            case 1 -> noise(40, open);
                            default -> counted(noise(40, open));
                        });
                assertThat(raw.isClosedByPeer()).isTrue();
            }
        }
        refusedExactly(right, Map.of(TransportRefusal.AUTHENTICATION, (long) Attack.times(250)));
    }

    private void isRefusedFor(TransportRefusal reason, byte[] bytes) throws IOException {
        try (RawPeer raw = call()) {
            raw.send(bytes);
            assertThat(raw.isClosedByPeer()).isTrue();
        }
        refusedExactly(right, Map.of(reason, 1L));
    }

    @Test
    void whatAnnouncesMoreThanAnyMayHaveIsRefused() throws IOException {
        isRefusedFor(TransportRefusal.TOO_LONG, new byte[] {Byte.MAX_VALUE, -1, -1, -1});
    }

    @Test
    void noiseIsRefused() throws IOException {
        isRefusedFor(TransportRefusal.MALFORMED, RawPeer.frame(new byte[] {1, 2, 3}));
    }

    @Test
    void nobodyIsLetInUnderTheIdOfTheListener() throws IOException {
        isRefusedFor(TransportRefusal.TAKEN, RawPeer.frame(RawPeer.hello(right.systemId(), SECRET)));
    }

    @Test
    void anotherVersionIsRefused() throws IOException {
        String hello = new String(RawPeer.hello(STRANGER, null), StandardCharsets.US_ASCII);
        isRefusedFor(
                TransportRefusal.INCOMPATIBLE,
                RawPeer.frame(hello.replace("\"version\":1}", "\"version\":9}").getBytes(StandardCharsets.US_ASCII)));
    }

    /** With the counter of a first frame, so that only the MAC is wrong. */
    private static byte[] counted(byte[] frame) {
        ByteBuffer.wrap(frame).putLong(1);
        return frame;
    }

    private byte[] noise(int length, byte[] behind) {
        byte[] frame = new byte[length + behind.length];
        random.nextBytes(frame);
        System.arraycopy(behind, 0, frame, length, behind.length);
        return frame;
    }
}
