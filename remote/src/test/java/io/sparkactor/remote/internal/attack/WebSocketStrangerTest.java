package io.sparkactor.remote.internal.attack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorId;
import io.sparkactor.ConnectionState;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.TransportRefusal;
import io.sparkactor.remote.internal.fixture.FakeHome;
import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.fixture.RawPeer;
import io.sparkactor.remote.internal.fixture.TransportTest;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.remote.internal.websocket.ClientBytes;
import io.sparkactor.remote.internal.websocket.DirectPeer;
import io.sparkactor.remote.internal.wire.Secret;
import io.sparkactor.remote.relay.RawSocket;
import io.sparkactor.remote.relay.RelayClient;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Whoever does on a port for WebSocket what nobody should is sent away, and those who have something to say are heard. */
class WebSocketStrangerTest extends TransportTest {

    private static final int TOO_LONG = 1009;
    private static final SystemId STRANGER = SystemId.ofName("stranger");
    private static final SystemId VICTIM = SystemId.ofName("victim");
    private static final TcpSettings SMALL =
            web(SESSIONS.withLimits(SESSIONS.limits().withFrameBytes(100_000)));

    private final FakeHome right = home(SMALL);
    private final FakeHome honest = home(SESSIONS);

    @BeforeEach
    void anHonestOneIsConnected() {
        assertThat(honest.transport()
                        .connect(right.systemId(), right.transport().uri().orElseThrow())
                        .awaitConnected(PATIENCE))
                .isTrue();
    }

    private void othersAreUnharmed() throws InterruptedException {
        honest.send(right.actor("a"), "unharmed");
        assertThat(right.next().content()).isEqualTo("unharmed");
        assertThat(honest.health(right.systemId()).connectionsOpened()).isEqualTo(1);
    }

    private RelayClient stranger() {
        return closing(RelayClient.of(right.transport().uri().orElseThrow()));
    }

    private byte[] message(SystemId from, SystemId sender) {
        return DirectPeer.message(from, right.actor("a"), new ActorId(sender, "s"), "forged");
    }

    static Stream<Arguments> offences() {
        return Stream.of(
                offence(
                        1008,
                        (test, client) -> client.send(test.message(STRANGER, STRANGER)),
                        "unregistered",
                        TransportRefusal.UNREGISTERED),
                offence(
                        1008,
                        (test, client) -> {
                            client.send(DirectPeer.register(STRANGER));
                            client.send(DirectPeer.register(VICTIM));
                        },
                        "another name",
                        TransportRefusal.FORGED),
                offence(
                        1008,
                        (test, client) -> client.send(DirectPeer.register(test.right.systemId())),
                        "our name",
                        TransportRefusal.TAKEN),
                offence(
                        1008,
                        (test, client) -> client.send(DirectPeer.register(test.honest.systemId())),
                        "the name of one with a session",
                        TransportRefusal.TAKEN),
                offence(1003, (test, client) -> client.sendText("hi"), "text", TransportRefusal.TEXT),
                offence(1007, (test, client) -> client.send(new byte[] {1, 2, 3}), "noise", TransportRefusal.MALFORMED),
                offence(
                        TOO_LONG,
                        (test, client) -> client.send(new byte[30_000]),
                        "long before it is known",
                        TransportRefusal.TOO_LONG));
    }

    private interface Deed {

        void in(WebSocketStrangerTest test, RelayClient client);
    }

    private static Arguments offence(int code, Deed deed, String name, TransportRefusal counted) {
        return Arguments.of(Named.of(name, deed), code, counted);
    }

    @ParameterizedTest
    @MethodSource("offences")
    void anOffenceEndsItsConnectionWithTheReasonAndIsCountedOnce(Deed deed, int code, TransportRefusal counted)
            throws Exception {
        RelayClient stranger = stranger();

        deed.in(this, stranger);

        if (code == TOO_LONG) {
            // What lies unread there makes the kernel reset the connection, which may overtake the reason.
            assertThat(stranger.closeCode()).isIn(TOO_LONG, RelayClient.CUT);
        } else {
            assertThat(stranger.closeCode()).isEqualTo(code);
            assertThat(stranger.closeReason()).isNotBlank();
        }
        othersAreUnharmed();
        assertThat(right.received).isEmpty();
        Await.until(
                "nobody else is connected",
                () -> right.transport().health().values().stream()
                                .filter(health -> health.state() == ConnectionState.CONNECTED)
                                .count()
                        == 1);
        refusedExactly(right, Map.of(counted, 1L));
    }

    @Test
    void whoLivesKeepsItsNameAndWhoDoesNotLosesIt() throws Exception {
        RelayClient first = stranger();
        first.send(DirectPeer.register(STRANGER));
        Await.until("it is known", () -> right.transport().health().containsKey(STRANGER));
        RelayClient second = stranger();

        second.send(DirectPeer.register(STRANGER));

        assertThat(second.closeCode()).isEqualTo(1008);
        assertThat(second.closeReason()).contains("lives");
        refusedExactly(right, Map.of(TransportRefusal.TAKEN, 1L));
        assertThat(right.send(new ActorId(STRANGER, "s"), "for the first").refusal)
                .isNull();
        assertThat(first.nextBytes()).isNotEmpty();

        RawSocket mute = closing(new RawSocket(right.transport().address()));
        mute.asked("/", RawSocket.upgrade(""));
        mute.readHead();
        mute.sendBinary(DirectPeer.register(VICTIM));
        Await.until("the mute one is known", () -> right.transport().health().containsKey(VICTIM));
        RelayClient heir = stranger();
        heir.send(DirectPeer.register(VICTIM));
        heir.send(message(VICTIM, VICTIM));

        assertThat(right.next().content()).isEqualTo("forged");
        assertThat(right.send(new ActorId(VICTIM, "s"), "for the heir").refusal).isNull();
        assertThat(heir.nextBytes()).isNotEmpty();
        refusedExactly(right, Map.of(TransportRefusal.TAKEN, 1L));
    }

    private void endsAnOffender(byte[] forged) throws InterruptedException {
        RelayClient stranger = stranger();
        stranger.send(DirectPeer.register(STRANGER));

        stranger.send(forged);

        assertThat(stranger.closeCode()).isEqualTo(1008);
        othersAreUnharmed();
        assertThat(right.received).isEmpty();
        refusedExactly(right, Map.of(TransportRefusal.FORGED, 1L));
    }

    @Test
    void nobodySendsInTheNameOfAnother() throws Exception {
        endsAnOffender(message(STRANGER, VICTIM));
    }

    @Test
    void nobodyNamesAnotherAsTheSource() throws Exception {
        endsAnOffender(DirectPeer.message(VICTIM, right.actor("a"), null, "forged"));
    }

    private String answerTo(FakeHome home, String header) throws IOException {
        RawSocket raw = closing(new RawSocket(home.transport().address()));
        raw.asked("/any/path", RawSocket.upgrade(header));
        return raw.readHead();
    }

    @Test
    void pagesOfStrangersAreRefused() throws Exception {
        assertThat(answerTo(right, "Origin: https://evil.example\r\n")).startsWith("HTTP/1.1 403 ");
        othersAreUnharmed();
        refusedExactly(right, Map.of(TransportRefusal.ORIGIN, 1L));
    }

    @Test
    void compressionIsDeclined() throws Exception {
        assertThat(answerTo(right, "Sec-WebSocket-Extensions: permessage-deflate\r\n"))
                .startsWith("HTTP/1.1 101 ")
                .doesNotContainIgnoringCase("sec-websocket-extensions");
    }

    /** As it was declined: a first byte with the bit that says so. */
    @Test
    void whatIsCompressedAllTheSameIsRefused() throws Exception {
        RawSocket raw = closing(new RawSocket(right.transport().address()).upgraded());

        byte[] frame = ClientBytes.frame(ClientBytes.BINARY, true, DirectPeer.register(STRANGER));
        frame[0] |= 0x40;
        raw.send(frame);

        // A close frame with the code 1002.
        assertThat(raw.awaitEnd()).startsWith((byte) 0x88).containsSequence((byte) 0x03, (byte) 0xEA);
        refusedExactly(right, Map.of(TransportRefusal.PROTOCOL, 1L));
        othersAreUnharmed();
    }

    @Test
    void anOriginMayBeAllowed() throws Exception {
        FakeHome open = home(SMALL.withWeb(SMALL.web().withOrigins(List.of("https://app.example"))));

        assertThat(answerTo(open, "Origin: https://app.example\r\n")).startsWith("HTTP/1.1 101 ");
    }

    @ParameterizedTest
    @CsvSource({"GET / HTTP/1.1, 426", "POST / HTTP/1.1, 405", "nonsense, 400"})
    void whatIsNoWebSocketIsToldSo(String line, String status) throws Exception {
        RawSocket raw = closing(new RawSocket(right.transport().address()));

        raw.send((line + "\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n").getBytes(ISO_8859_1));

        assertThat(raw.readHead()).startsWith("HTTP/1.1 " + status + " ");
        raw.awaitEnd();
        othersAreUnharmed();
        refusedExactly(right, Map.of(TransportRefusal.HTTP, 1L));
    }

    @Test
    void aRequestWithoutAKeyIsNoWebSocket() throws Exception {
        RawSocket raw = closing(new RawSocket(right.transport().address()));

        raw.asked("/", "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n");

        assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
        raw.awaitEnd();
        othersAreUnharmed();
        refusedExactly(right, Map.of(TransportRefusal.HTTP, 1L));
    }

    /** It may stay where it is and say more: the time for its request ends it, and that is no other refusal. */
    @Test
    void aRequestThatIsTooLongIsCountedOnce() throws Exception {
        FakeHome strict = home(SMALL.withTimes(SMALL.times().withHandshake(Duration.ofSeconds(1))));
        RawSocket raw = closing(new RawSocket(strict.transport().address()));

        raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n".getBytes(ISO_8859_1));

        assertThat(raw.readHead()).startsWith("HTTP/1.1 413 ");
        raw.awaitEnd();
        refusedExactly(strict, Map.of(TransportRefusal.TOO_LONG, 1L));
    }

    @Test
    void whoGoesAwayWithoutAWordIsNoRefusal() throws Exception {
        new RawSocket(right.transport().address()).close();
        new RawSocket(right.transport().address()).upgraded().close();
        RawSocket registered = new RawSocket(right.transport().address()).upgraded();
        registered.sendBinary(DirectPeer.register(STRANGER));
        Await.until("it is known", () -> right.transport().health().containsKey(STRANGER));
        registered.close();

        Await.until(
                "it is gone", () -> right.send(new ActorId(STRANGER, "s"), "hi").refusal == DeadLetterReason.NO_ROUTE);
        othersAreUnharmed();
        refusedExactly(right, Map.of());
    }

    @Test
    void whoCannotShowThatItKnowsTheSecretIsCounted() throws Exception {
        FakeHome closed = home(SMALL.withSecret(SECRET));

        assertThat(answerTo(closed, "")).startsWith("HTTP/1.1 403 ");
        RawSocket other = closing(new RawSocket(closed.transport().address()));
        other.asked("/", RawSocket.upgrade("Sec-WebSocket-Protocol: spark-session.1\r\n"));
        other.readHead();
        other.sendBinary(RawPeer.hello(STRANGER, Secret.of("guess")));

        other.awaitEnd();
        refusedExactly(closed, Map.of(TransportRefusal.AUTHENTICATION, 2L));
    }

    @Test
    void partsWithoutEndAreNotKeptForEver() throws Exception {
        RawSocket raw = closing(new RawSocket(right.transport().address()).upgraded());
        raw.sendBinary(DirectPeer.register(STRANGER));

        raw.send(ClientBytes.frame(ClientBytes.BINARY, false, new byte[60_000]));
        raw.send(ClientBytes.frame(ClientBytes.CONTINUATION, false, new byte[60_000]));
        raw.send(ClientBytes.frame(ClientBytes.CONTINUATION, false, new byte[100_000]));

        raw.awaitEnd();
        othersAreUnharmed();
        refusedExactly(right, Map.of(TransportRefusal.TOO_LONG, 1L));
    }

    @Test
    void whatAnnouncesMoreThanAnyMayHaveIsRefusedAtOnce() throws Exception {
        RawSocket raw = closing(new RawSocket(right.transport().address()).upgraded());
        raw.sendBinary(DirectPeer.register(STRANGER));

        raw.send(ClientBytes.head(ClientBytes.BINARY, true, 300_000));

        // A close frame with the code 1009.
        assertThat(raw.awaitEnd()).startsWith((byte) 0x88).containsSequence((byte) 0x03, (byte) 0xF1);
        othersAreUnharmed();
        refusedExactly(right, Map.of(TransportRefusal.TOO_LONG, 1L));
    }

    @Test
    void whatIsNotMaskedIsRefused() throws Exception {
        RawSocket raw = closing(new RawSocket(right.transport().address()).upgraded());

        raw.send(new byte[] {(byte) 0x82, 1, 0});

        raw.awaitEnd();
        othersAreUnharmed();
        refusedExactly(right, Map.of(TransportRefusal.PROTOCOL, 1L));
    }

    @Test
    void whoGivesNoSignOfLifeIsCut() throws Exception {
        FakeHome attentive = home(SMALL.withTimes(SMALL.times().withHeartbeat(Duration.ofMillis(300))));
        RawSocket mute = closing(new RawSocket(attentive.transport().address()).upgraded());
        mute.sendBinary(DirectPeer.register(STRANGER));

        mute.awaitEnd();

        Await.until(
                "it is gone",
                () -> attentive.send(new ActorId(STRANGER, "s"), "hi").refusal == DeadLetterReason.NO_ROUTE);
        refusedExactly(attentive, Map.of(TransportRefusal.SILENT, 1L));
    }

    @Test
    void whatWaitsForWhoNeverReadsIsSettledWhenItGoes() throws Exception {
        RawSocket deaf = closing(new RawSocket(right.transport().address()).upgraded());
        deaf.sendBinary(DirectPeer.register(STRANGER));
        Await.until("it is known", () -> right.transport().health().containsKey(STRANGER));
        List<FakeMessage> sent = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            sent.add(right.send(new ActorId(STRANGER, "s"), "x".repeat(90_000)));
        }
        assertThat(sent).allSatisfy(message -> assertThat(message.refusal).isNull());
        othersAreUnharmed();

        deaf.close();

        Await.until("all is settled", () -> right.transport().inFlight() == 0);
        List<String> outcomes =
                sent.stream().map(FakeMessage::settled).distinct().toList();
        assertThat(outcomes)
                .contains("UNACKNOWLEDGED", "DISCONNECTED")
                .isSubsetOf("delivered", "UNACKNOWLEDGED", "DISCONNECTED");
        refusedExactly(right, Map.of());
    }

    @Test
    void whoTakesTooLongIsClosed() throws Exception {
        TcpSettings hasty = SMALL.withTimes(SMALL.times().withHandshake(Duration.ofSeconds(1)));
        FakeHome strict = home(hasty);
        RawSocket nothing = closing(new RawSocket(strict.transport().address()));
        RawSocket half = closing(new RawSocket(strict.transport().address()));
        half.send("GET / HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1));
        RawSocket silent = closing(new RawSocket(strict.transport().address()).upgraded());

        nothing.awaitEnd();
        half.awaitEnd();
        silent.awaitEnd();
        refusedExactly(strict, Map.of(TransportRefusal.LATE, 3L));
    }

    @Test
    void moreThanThereMayBeAreClosedAtOnce() throws Exception {
        FakeHome few = home(SMALL.withLimits(SMALL.limits().withConnections(2, 2)));
        closing(new RawSocket(few.transport().address()).upgraded());
        closing(new RawSocket(few.transport().address()).upgraded());
        RawSocket third = closing(new RawSocket(few.transport().address()));

        assertThat(third.awaitEnd()).isEmpty();
        refusedExactly(few, Map.of(TransportRefusal.CONNECTIONS, 1L));
    }
}
