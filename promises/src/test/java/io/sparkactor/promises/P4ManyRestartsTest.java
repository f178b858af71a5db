package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P4 and P5 under load: of a hundred messages one fails, and only that one is affected; and a crash loop always ends.
 *
 * <p>{@code -Dspark.messages=1000000} sets how many are sent in all, {@code -Dspark.trials=1000} how many crash loops there are; the
 * defaults are 40,000 and 100.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class P4ManyRestartsTest {

    private static final int MESSAGES = Integer.getInteger("spark.messages", 40_000);
    private static final int TRIALS = Integer.getInteger("spark.trials", 100);
    private static final int SENDERS = 4;
    private static final int ACTORS = 4;
    private static final int FAILS = 100;
    private static final Duration LONG = Duration.ofSeconds(30);

    /** Throws on one message in a hundred, notes all others. */
    private static final class Receiver extends Actor<Integer> {

        private final AtomicLong handled;
        private final AtomicLong sum;

        Receiver(AtomicLong handled, AtomicLong sum, AtomicInteger instances) {
            this.handled = handled;
            this.sum = sum;
            instances.incrementAndGet();
        }

        @Override
        protected void process(Message<Integer> message) throws Exception {
            int number = message.content();
            if (number % FAILS == 0) {
                throw new IOException("no");
            }
            handled.incrementAndGet();
            sum.addAndGet(number);
        }
    }

    @ParameterizedTest(name = "with {0} processors")
    @ValueSource(ints = {1, 4})
    void onlyTheFailingMessagesAreAffected(int processors) throws Exception {
        var handled = new AtomicLong();
        var sum = new AtomicLong();
        var instances = new AtomicInteger();
        var strategy = Supervision.restart().backoff(Backoff.none()).limit(RestartLimit.none());
        try (var syndicate = Syndicate.open("p4-many", c -> c.processors(processors));
                var _ = QuietLog.of("io.sparkactor.Actor")) {
            List<ActorRef<Integer>> actors = new ArrayList<>();
            for (int i = 0; i < ACTORS; i++) {
                actors.add(syndicate.createActor(ActorSpec.of(() -> new Receiver(handled, sum, instances))
                        .supervision(strategy)));
            }
            Crew.run(SENDERS, member -> {
                for (int i = member; i < MESSAGES; i += SENDERS) {
                    while (actors.get(i % ACTORS).tell(i) instanceof Delivery.Refused) {
                        LockSupport.parkNanos(1_000_000); // the limit of queued messages
                    }
                }
            });
            awaitAll(syndicate);
            var ledger = Books.settled(syndicate);

            long failing = (MESSAGES + FAILS - 1) / FAILS;
            assertThat(ledger.failed()).isEqualTo(failing);
            assertThat(ledger.processed()).isEqualTo(MESSAGES - failing);
            assertThat(ledger.deadLettered()).isZero();
            assertThat(handled).hasValue(MESSAGES - failing);
            assertThat(sum).hasValue(sumOfAll() - sumOfFailing());
            assertThat(instances).hasValue((int) (ACTORS + failing));
        }
    }

    private static long sumOfAll() {
        return (long) MESSAGES * (MESSAGES - 1) / 2;
    }

    private static long sumOfFailing() {
        long count = (MESSAGES + FAILS - 1) / FAILS;
        return FAILS * (count * (count - 1) / 2);
    }

    private static void awaitAll(Syndicate syndicate) throws InterruptedException {
        long last = -1;
        long lastChange = System.nanoTime();
        while (syndicate.ledger().inFlight() > 0) {
            long now = syndicate.ledger().processed();
            if (now != last) {
                last = now;
                lastChange = System.nanoTime();
            } else if (System.nanoTime() - lastChange > LONG.toNanos()) {
                throw new AssertionError("nothing is handled any more after " + now + " messages");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Test
    void everyCrashLoopEndsInItsLimit() throws Exception {
        var reasons = new Mail<ExitReason>();
        var starts = new AtomicInteger();
        var strategy = Supervision.restart()
                .backoff(new Backoff(Duration.ofNanos(200_000), Duration.ofMillis(1), 0.5))
                .limit(3, Duration.ofHours(1));
        try (var syndicate = Syndicate.open("p4-loops");
                var _ = QuietLog.of("io.sparkactor.Actor");
                var _ = syndicate.subscribe(event -> {
                    if (event instanceof RuntimeEvent.ActorStopped stopped) {
                        reasons.put(stopped.reason());
                    }
                })) {
            for (int trial = 0; trial < TRIALS; trial++) {
                var actor = syndicate.createActor(
                        ActorSpec.of(() -> new Looping(starts)).supervision(strategy));
                actor.tell("begin");
                assertThat(reasons.take()).isInstanceOf(ExitReason.RestartedTooOften.class);
                assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            }
            assertThat(starts).hasValue(TRIALS * 4);
            assertThat(Books.settled(syndicate).failed()).isEqualTo(TRIALS);
        }
    }

    /** Fails on its first message; from then on cannot even start. */
    private static final class Looping extends Actor<String> {

        private final AtomicInteger starts;

        Looping(AtomicInteger starts) {
            this.starts = starts;
        }

        @Override
        protected void preStart() throws Exception {
            starts.incrementAndGet();
            if (context().generation() > 0) {
                throw new IOException("cannot start");
            }
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            throw new IOException("no");
        }
    }
}
