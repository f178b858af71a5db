package io.sparkactor.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Connection;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.ReplySink;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.remote.faults.FaultProxy;
import io.sparkactor.remote.faults.Way;
import io.sparkactor.testkit.Await;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams between two syndicates, over sockets. */
@Timeout(120)
class SyndicateStreamsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WINDOW = 256;
    private static final AtomicInteger PAIRS = new AtomicInteger();

    /** Asks for so many chunks. */
    public record Count(int to, int bytes) implements StreamRequest<Object, byte[], String> {}

    /** What travels as little as its type is allowed. */
    public record Secret() {}

    /** Asks for something that does not travel. */
    public record Secrets() implements StreamRequest<Object, Secret, String> {}

    private final int pair = PAIRS.incrementAndGet();
    private final Syndicate left = open("left", Remote.tcp());
    private final Syndicate right = open("right", Remote.tcp());
    private final FaultProxy wire = FaultProxy.before(right.remoteAddress(), 1);
    private final AtomicInteger written = new AtomicInteger();
    private final BlockingQueue<Boolean> cancelled = new LinkedBlockingQueue<>();

    private Syndicate open(String side, TcpRemote remote) {
        return Syndicate.open(
                side + "-streams-" + pair,
                c -> c.remote(remote.allow(Count.class).allow(Secrets.class)));
    }

    private Connection connect() {
        Connection connection = left.connect(right.systemId(), wire.address());
        assertThat(connection.awaitConnected(PATIENCE)).isTrue();
        return connection;
    }

    /** Writes chunks of which the first four bytes are a number. */
    private void write(ReplySink<byte[], String> sink, Count count) {
        while (written.get() < count.to()) {
            byte[] chunk = new byte[count.bytes()];
            ByteBuffer.wrap(chunk).putInt(written.get());
            if (!sink.send(chunk)) {
                break;
            }
            written.incrementAndGet();
        }
        sink.complete("all " + count.to());
        cancelled.add(sink.cancelled() && written.get() < count.to());
    }

    private ActorRef<Object> writer(Syndicate there, Syndicate here) {
        var actor = there.createActor(Object.class, (context, message) -> {
            switch (message.content()) {
                case Count count when count.to() >= 0 -> write(message.stream(count), count);
                case Count _ -> throw new IllegalStateException("less than nothing");
                case Secrets secrets -> message.stream(secrets).send(new Secret());
                case String _ -> context.stop();
                default -> message.reply("alive");
            }
        });
        return here.ref(actor.id(), Object.class);
    }

    private static int number(byte[] chunk) {
        return ByteBuffer.wrap(chunk).getInt();
    }

    private void awaitQuietBooks() {
        for (Syndicate side : new Syndicate[] {left, right}) {
            Await.until(
                    "quiet books",
                    PATIENCE,
                    () -> side.ledger().balanced() && side.ledger().inFlight() == 0,
                    () -> "" + side.ledger());
        }
    }

    @AfterEach
    void close() {
        left.close(Duration.ZERO);
        right.close(Duration.ZERO);
        wire.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothingIsLostDoubledOrReorderedWhileConnectionsAreCut(boolean fromTheDialler) {
        connect();
        var far = fromTheDialler ? writer(right, left) : writer(left, right);
        int all = 20_000;
        wire.chop(2048).delay(Duration.ofMillis(1));
        wire.cutEvery(Duration.ofMillis(50), Duration.ofMillis(150));
        try (var stream = far.askStream(new Count(all, 100), PATIENCE)) {
            int next = 0;
            for (byte[] chunk : stream) {
                assertThat(number(chunk)).isEqualTo(next++);
            }
            assertThat(next).isEqualTo(all);
            assertThat(stream.result()).isEqualTo("all " + all);
        }
        assertThat(wire.cuts()).as("cuts, else nothing was shown").isGreaterThan(2);
        awaitQuietBooks();
        assertThat(left.ledger().deadLettered() + right.ledger().deadLettered()).isZero();
    }

    @Test
    void aSlowReaderHoldsUpItsWriterAndNobodyElse() {
        connect();
        var far = writer(right, left);
        var echo = writer(right, left);
        try (var stream = far.askStream(new Count(10_000, 64 << 10), PATIENCE)) {
            for (int i = 0; i < 600; i++) {
                assertThat(number(stream.next())).isEqualTo(i);
                assertThat(written.get()).isLessThanOrEqualTo(i + 1 + WINDOW);
                if (i % 100 == 0) {
                    assertThat(echo.ask(1L, String.class, PATIENCE)).isEqualTo("alive");
                }
            }
            Await.until("the writer waits", PATIENCE, () -> written.get() >= 600 - 64 + WINDOW);
            assertThat(echo.ask(1L, String.class, PATIENCE)).isEqualTo("alive");
            assertThat(written.get()).isLessThanOrEqualTo(600 + WINDOW);
        }
    }

    @Test
    void aWindowThatIsHeavierThanTheWayIsWrittenSlowly() {
        connect();
        try (var stream = writer(right, left).askStream(new Count(100, 2 << 20), PATIENCE)) {
            for (int i = 0; i < 100; i++) {
                assertThat(number(stream.next())).isEqualTo(i);
            }
            assertThat(stream.result()).isEqualTo("all 100");
        }
        awaitQuietBooks();
    }

    @Test
    void aCancelledStreamFreesTheHandlerOverThere() throws Exception {
        connect();
        var far = writer(right, left);
        try (var stream = far.askStream(new Count(Integer.MAX_VALUE, 4), PATIENCE)) {
            assertThat(number(stream.next())).isZero();
            Await.until("the writer waits", PATIENCE, () -> written.get() == WINDOW);
        }
        assertThat(cancelled.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
        assertThat(far.ask(1L, String.class, PATIENCE)).isEqualTo("alive");
        awaitQuietBooks();
        assertThat(left.deadLetters()).isEmpty();
        assertThat(right.deadLetters()).isEmpty();
    }

    @Test
    void aClosedConnectionEndsBothSides() throws Exception {
        Connection connection = connect();
        try (var stream = writer(right, left).askStream(new Count(Integer.MAX_VALUE, 4), PATIENCE)) {
            assertThat(number(stream.next())).isZero();
            Await.until("the writer waits", PATIENCE, () -> written.get() == WINDOW);
            connection.close();
            assertThatThrownBy(stream::result).isInstanceOf(AskRefusedException.class);
            assertThat(cancelled.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                    .isTrue();
        }
        awaitQuietBooks();
    }

    @Test
    void aClosedReaderTellsTheWriter() throws Exception {
        connect();
        writer(right, left).askStream(new Count(Integer.MAX_VALUE, 4), PATIENCE);
        Await.until("the writer waits", PATIENCE, () -> written.get() == WINDOW);
        left.close();
        assertThat(cancelled.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)).isTrue();
    }

    @Test
    void whatFailsOverThereFailsTheReader() {
        connect();
        try (var stream = writer(right, left).askStream(new Count(-1, 4), PATIENCE)) {
            assertThatThrownBy(stream::result)
                    .isInstanceOf(AskFailedException.class)
                    .hasCauseInstanceOf(RemoteFailureException.class)
                    .hasMessageContaining("less than nothing");
        }
        var far = writer(right, left);
        far.tell("stop");
        try (var stream = far.askStream(new Count(1, 4), PATIENCE)) {
            assertThatThrownBy(stream::result)
                    .satisfiesAnyOf(
                            e -> assertThat(e).isInstanceOf(AskTargetStoppedException.class),
                            e -> assertThat(e)
                                    .isInstanceOfSatisfying(
                                            AskRefusedException.class,
                                            refused ->
                                                    assertThat(refused.reason()).isEqualTo(DeadLetterReason.NO_ACTOR)));
        }
    }

    @Test
    void aChunkThatDoesNotTravelFailsTheReader() {
        connect();
        try (var stream = writer(right, left).askStream(new Secrets(), PATIENCE)) {
            assertThatThrownBy(stream::result)
                    .isInstanceOfSatisfying(
                            AskRefusedException.class,
                            e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.NOT_ENCODABLE));
        }
    }

    @Test
    void whereOthersFillTheWayTheReaderIsToldAllTheSame() throws Exception {
        var entered = new CountDownLatch(1);
        var full = new CountDownLatch(1);
        try (Syndicate narrow = open("narrow", Remote.tcp().outboundLimits(10, 1 << 20));
                FaultProxy slow = FaultProxy.before(narrow.remoteAddress(), 1)) {
            var actor = narrow.createActor(Object.class, (context, message) -> {
                entered.countDown();
                full.await();
                cancelled.add(!message.stream((Count) message.content()).send(new byte[1]));
            });
            left.connect(narrow.systemId(), slow.address());
            try (var stream = left.ref(actor.id(), Object.class).askStream(new Count(1, 1), PATIENCE)) {
                entered.await();
                slow.stall(Way.OUT);
                var home = narrow.ref(left.ref().id(), Object.class);
                var refusedInARow = new AtomicInteger(); // until nothing moves any more, not for a moment only
                Await.until(
                        "a way that is full and stays so",
                        PATIENCE,
                        () -> home.tell(new byte[64 << 10]).accepted()
                                ? refusedInARow.getAndSet(0) < 0
                                : refusedInARow.incrementAndGet() > 50);
                full.countDown();
                assertThat(cancelled.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS))
                        .isTrue();
                slow.flow(Way.OUT);
                assertThatThrownBy(stream::result)
                        .isInstanceOfSatisfying(
                                AskRefusedException.class,
                                e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.OVERFLOW));
            }
        }
    }

    @Test
    void aReaderThatWaitsInVainEndsTheStream() {
        connect();
        var silent = right.createActor(Object.class, (context, message) -> {});
        try (var stream = left.ref(silent.id(), Object.class).askStream(new Count(1, 4), Duration.ofMillis(100))) {
            assertThatThrownBy(stream::result).isInstanceOf(AskTimeoutException.class);
        }
        awaitQuietBooks();
    }

    @Test
    void theOriginalHasNoWordForStreams() {
        try (Syndicate plain = open("plain", Remote.tcp().withoutSessions())) {
            var somebody = left.ref(plain.ref().id(), Object.class);
            left.connect(plain.systemId(), plain.remoteAddress()).awaitConnected(PATIENCE);
            assertThatThrownBy(() -> somebody.askStream(new Count(1, 4), PATIENCE))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("no word for that");
        }
    }

    @Test
    void whoTurnsOutToHaveNoWordForStreamsRefusesTheRequest() {
        try (Syndicate plain = open("late", Remote.tcp().withoutSessions());
                FaultProxy late = FaultProxy.before(plain.remoteAddress(), 1)) {
            late.refuse(true);
            left.connect(plain.systemId(), late.address());
            var somebody = left.ref(plain.ref().id(), Object.class);
            try (var stream = somebody.askStream(new Count(1, 4), PATIENCE)) {
                late.refuse(false);
                assertThatThrownBy(stream::result)
                        .isInstanceOfSatisfying(
                                AskRefusedException.class,
                                e -> assertThat(e.reason()).isEqualTo(DeadLetterReason.NOT_ENCODABLE));
            }
        }
    }
}
