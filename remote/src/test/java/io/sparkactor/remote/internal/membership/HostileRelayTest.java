package io.sparkactor.remote.internal.membership;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.remote.internal.fixture.FakeMessage;
import io.sparkactor.remote.internal.tcp.TcpSettings;
import io.sparkactor.testkit.Await;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the relay does, messages come once and in order, or the connection ends; with a secret, nothing else is taken. */
class HostileRelayTest extends RelayTest {

    private static final int MESSAGES = 2_000;
    private static final Duration LONG = Duration.ofSeconds(60);

    /** A connection on which something is missing ends soon. */
    private static final TcpSettings SEALED = SESSIONS.withSecret(SECRET)
            .withTimes(SESSIONS.times().withHandshake(Duration.ofMillis(500)).withHeartbeat(Duration.ofMillis(100)));

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final AtomicInteger meddled = new AtomicInteger();

    /** Sends numbers each way, and looks at what has come. */
    private void assertAllCome(Side left, Side right) throws InterruptedException {
        List<FakeMessage> sent = new ArrayList<>();
        for (int i = 0; i < MESSAGES; i++) {
            sent.add(send(left, right, i));
            sent.add(send(right, left, i));
            if (i % 20 == 0) { // so that there are many frames
                FakeMessage last = sent.getLast();
                Await.until("some to come, seed " + seed, LONG, () -> last.outcome() != null);
            }
        }
        Await.until("all to be settled, seed " + seed, LONG, () -> sent.stream().allMatch(it -> it.outcome() != null));
        assertThat(sent).extracting(FakeMessage::outcome).as("seed %d", seed).containsOnly("delivered");
        assertNumbers(left);
        assertNumbers(right);
        assertThat(meddled.get())
                .as("how often it meddled, else nothing was shown")
                .isPositive();
    }

    private static FakeMessage send(Side from, Side to, int number) {
        var message = new FakeMessage(to.home().actor("a"), number);
        assertThat(from.board().send(message)).isNull();
        return message;
    }

    private void assertNumbers(Side side) {
        List<Object> came = new ArrayList<>();
        side.home().received.forEach(message -> came.add(((Number) message.content()).intValue()));
        assertThat(came)
                .as("seed %d", seed)
                .isEqualTo(IntStream.range(0, MESSAGES).boxed().toList());
    }

    private static TcpSettings settings(boolean encrypted) {
        return encrypted ? SEALED.withEncryption() : SEALED;
    }

    private boolean now(double share) {
        boolean now = random.nextDouble() < share;
        if (now) {
            meddled.incrementAndGet();
        }
        return now;
    }

    @Test
    void framesThatAreRefusedAtRandomLoseNothing() throws Exception {
        Side left = member(SESSIONS);
        Side right = member(SESSIONS);
        relay.meddle((envelope, whole) -> {
            if (now(0.03)) {
                throw new MemoryRelay.Refuse("relay target is slow");
            }
            return List.of(whole);
        });

        assertAllCome(left, right);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void framesThatAreLeftOutAreMissed(boolean encrypted) throws Exception {
        Side left = member(settings(encrypted));
        Side right = member(settings(encrypted));
        relay.meddle((envelope, whole) -> now(0.03) ? List.of() : List.of(whole));

        assertAllCome(left, right);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void changedBytesAreNotTaken(boolean encrypted) throws Exception {
        Side left = member(settings(encrypted));
        Side right = member(settings(encrypted));
        relay.meddle((envelope, whole) -> {
            if (now(0.03)) {
                byte[] changed = whole.clone();
                // Not in the header: what is changed there is another frame, or cuts the connection.
                int payload = 11 + ByteBuffer.wrap(whole).getInt(7);
                changed[payload + random.nextInt(whole.length - payload)] ^= (byte) (1 + random.nextInt(255));
                return List.of(changed);
            }
            return List.of(whole);
        });

        assertAllCome(left, right);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void framesThatComeTwiceAreNotTakenTwice(boolean encrypted) throws Exception {
        Side left = member(settings(encrypted));
        Side right = member(settings(encrypted));
        relay.meddle((envelope, whole) -> now(0.03) ? List.of(whole, whole) : List.of(whole));

        assertAllCome(left, right);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothingThatWasRecordedCanBePlayedAgain(boolean encrypted) throws Exception {
        Side left = member(settings(encrypted));
        Side right = member(settings(encrypted));
        relay.keep();
        FakeMessage message = send(left, right, 0);
        assertThat(message.settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo(0);
        relay.down();
        Await.until("gone", () -> !relay.has(right.home().systemId()));
        relay.up();
        Await.until("back", () -> relay.has(right.home().systemId()));

        relay.passed().forEach(whole -> relay.inject(right.home().systemId(), whole));

        assertThat(send(left, right, 1).settled()).isEqualTo("delivered");
        assertThat(right.home().next().content()).isEqualTo(1);
        assertThat(right.home().received).isEmpty();
    }
}
