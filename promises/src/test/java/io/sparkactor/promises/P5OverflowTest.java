package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * P5 under producers that are ten times as fast as their consumer: both sums are exact whatever the policy, while it floods no more is
 * held than the bound, and each refusal and each drop is seen by somebody.
 *
 * <p>{@code -Dspark.seconds=30} floods for half a minute under each policy.
 */
@Timeout(600)
class P5OverflowTest {

    private static final Duration TIME = Duration.ofSeconds(Integer.getInteger("spark.seconds", 1));
    private static final int BOUND = 1_000;
    private static final int PRODUCERS = 2;
    private static final int LEAD = 10;

    /** The consumer takes so long for each message; all producers together take a tenth. */
    private static final long CONSUMER_NANOS = 100_000;

    private final Syndicate syndicate = Syndicate.open("p5-overflow");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> policies() {
        return List.of(
                Mailbox.bounded(BOUND),
                Mailbox.bounded(BOUND).overflow(Overflow.DROP_NEWEST),
                Mailbox.bounded(BOUND).overflow(Overflow.DROP_OLDEST),
                Mailbox.priority(BOUND, content -> (int) ((Long) content % 7)).overflow(Overflow.DROP_OLDEST));
    }

    /** One under which many give up waiting, and one under which none does. */
    static List<Mailbox<Object>> waitingPolicies() {
        return List.of(
                Mailbox.bounded(BOUND).overflow(Overflow.block(Duration.ofNanos(CONSUMER_NANOS))),
                Mailbox.bounded(BOUND).overflow(Overflow.block(Duration.ofSeconds(30))));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aFloodLeavesBothSumsExact(Mailbox<Object> mailbox) {
        checkFlood(mailbox, new Race(false));
    }

    /** Who waits for a place cannot send more than is handled; so its lead is that of the time in which it does not wait. */
    @ParameterizedTest
    @MethodSource("waitingPolicies")
    void aFloodOfSendersThatWaitLeavesBothSumsExact(Mailbox<Object> mailbox) {
        checkFlood(mailbox, new Race(true));
    }

    private void checkFlood(Mailbox<Object> mailbox, Race race) {
        ActorRef<Long> consumer =
                syndicate.createActor(ActorSpec.handling(Long.class, (context, message) -> race.handle())
                        .mailbox(mailbox));
        Crew.start(PRODUCERS, member -> race.produce(consumer)).join(TIME);
        race.checkLead();
        race.end();

        var ledger = Books.settled(syndicate);
        assertThat(ledger.accepted()).isEqualTo(race.accepted.sum());
        assertThat(ledger.refused()).isEqualTo(race.refused.sum());
        assertThat(ledger.offered()).isEqualTo(race.offered());
        assertThat(ledger.processed()).isEqualTo(race.handled.sum());
        assertThat(ledger.deadLettered()).isEqualTo(race.accepted.sum() - race.handled.sum());
        assertThat(race.offered()).as("a flood").isGreaterThan(BOUND);
    }

    /**
     * Producers, and a consumer that takes the more time the slower the machine lets them be, so that their lead is certain and no
     * matter of luck. Each field is changed by the one side only.
     */
    private final class Race {

        private final boolean sendersWait;
        private final LongAdder accepted = new LongAdder();
        private final LongAdder refused = new LongAdder();
        private final LongAdder handled = new LongAdder();
        private final LongAdder outsideOfSends = new LongAdder();
        private final long start = System.nanoTime();
        private volatile boolean ended;

        Race(boolean sendersWait) {
            this.sendersWait = sendersWait;
        }

        void produce(ActorRef<Long> consumer) {
            long sent = start;
            for (long i = 0; elapsed() < TIME.toNanos() || offered() <= BOUND || !leads(handled.sum() + 1); i++) {
                if (i % 100 == 0) {
                    assertThat(syndicate.ledger().inFlight()).isLessThanOrEqualTo(BOUND);
                    LockSupport.parkNanos(sendersWait ? 0 : CONSUMER_NANOS * 100 * PRODUCERS / LEAD);
                }
                outsideOfSends.add(System.nanoTime() - sent);
                (consumer.tell(i).accepted() ? accepted : refused).increment();
                sent = System.nanoTime();
            }
        }

        void handle() {
            do {
                LockSupport.parkNanos(CONSUMER_NANOS);
            } while (!ended && !leads(handled.sum() + 1));
            handled.increment();
        }

        /**
         * Whether the producers are ten times as fast as a consumer that has handled so many: what they have offered in each second
         * in which they were free to, beside what was handled in each second.
         */
        private boolean leads(long handled) {
            long elapsed = elapsed();
            return (double) offered() * elapsed >= (double) LEAD * handled * free(elapsed);
        }

        void checkLead() {
            assertThat(leads(handled.sum()))
                    .as("a lead of ten: %s offered in %s ns, %s handled", offered(), free(elapsed()), handled)
                    .isTrue();
        }

        /** Lets the consumer handle what is left as fast as it can. */
        void end() {
            ended = true;
        }

        long offered() {
            return accepted.sum() + refused.sum();
        }

        /** The time in which the producers did not wait for a place, all of them together where they do wait. */
        private long free(long elapsed) {
            return sendersWait ? outsideOfSends.sum() : elapsed;
        }

        private long elapsed() {
            return System.nanoTime() - start;
        }
    }
}
