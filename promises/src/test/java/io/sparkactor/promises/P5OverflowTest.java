package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
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

    /** The consumer takes so long for each message; all producers together take a tenth. */
    private static final long CONSUMER_NANOS = 100_000;

    private final Syndicate syndicate = Syndicate.open("p5-overflow");
    private final LongAdder handled = new LongAdder();

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    static List<Mailbox<Object>> policies() {
        return List.of(
                Mailbox.bounded(BOUND),
                Mailbox.bounded(BOUND).overflow(Overflow.DROP_NEWEST),
                Mailbox.bounded(BOUND).overflow(Overflow.DROP_OLDEST),
                Mailbox.bounded(BOUND).overflow(Overflow.block(Duration.ofMillis(5))),
                Mailbox.bounded(BOUND).overflow(Overflow.block(Duration.ofSeconds(30))),
                Mailbox.priority(BOUND, content -> (int) ((Long) content % 7)).overflow(Overflow.DROP_OLDEST));
    }

    @ParameterizedTest
    @MethodSource("policies")
    void aFloodLeavesBothSumsExact(Mailbox<Object> mailbox) {
        ActorRef<Long> consumer = syndicate.createActor(
                ActorSpec.handling(Long.class, (context, message) -> work()).mailbox(mailbox));
        var accepted = new AtomicLong();
        var refused = new AtomicLong();
        long end = System.nanoTime() + TIME.toNanos();
        Crew.start(PRODUCERS, member -> {
                    for (long i = 0; System.nanoTime() < end; i++) {
                        boolean taken = consumer.tell(i).accepted();
                        (taken ? accepted : refused).incrementAndGet();
                        if (i % 100 == 0) {
                            assertThat(syndicate.ledger().inFlight()).isLessThanOrEqualTo(BOUND);
                            LockSupport.parkNanos(CONSUMER_NANOS * 100 * PRODUCERS / 10);
                        }
                    }
                })
                .join(TIME);

        var ledger = Books.settled(syndicate);
        assertThat(ledger.accepted()).isEqualTo(accepted.get());
        assertThat(ledger.refused()).isEqualTo(refused.get());
        assertThat(ledger.offered()).isEqualTo(accepted.get() + refused.get());
        assertThat(ledger.processed()).isEqualTo(handled.sum());
        assertThat(ledger.deadLettered()).isEqualTo(accepted.get() - handled.sum());
        assertThat(accepted.get() + refused.get()).as("a flood").isGreaterThan(BOUND);
    }

    private void work() {
        handled.increment();
        LockSupport.parkNanos(CONSUMER_NANOS);
    }
}
