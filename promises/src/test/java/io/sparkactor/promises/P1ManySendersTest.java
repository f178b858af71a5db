package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * P1 and P2 under load: eight senders, four of them actors and four threads outside, and one receiver.
 *
 * <p>{@code -Dspark.messages=1250000} sets how many each sends; the default is 20,000. A sender outside that is refused because the
 * limit of queued messages is reached sends the same message again, so that numbers have no gaps.
 */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class P1ManySendersTest {

    private static final int SENDERS = 8;
    private static final int MESSAGES = Integer.getInteger("spark.messages", 20_000);
    private static final Duration STANDSTILL = Duration.ofSeconds(3);

    private record Numbered(int sender, int number) {}

    /** Counts what comes, and what comes in another order than it was sent. */
    private static final class Receiver extends Actor<Numbered> {

        private final int[] next = new int[SENDERS];
        private final AtomicLong received;
        private final AtomicLong outOfOrder;

        Receiver(AtomicLong received, AtomicLong outOfOrder) {
            this.received = received;
            this.outOfOrder = outOfOrder;
        }

        @Override
        protected void process(Message<Numbered> message) {
            Numbered content = message.content();
            if (next[content.sender()] != content.number()) {
                outOfOrder.incrementAndGet();
            }
            next[content.sender()] = content.number() + 1;
            received.lazySet(received.get() + 1); // one writer at a time, as the runtime promises
        }
    }

    /** Sends a hundred at each tell to itself. */
    private static final class Sender extends Actor<Integer> {

        private final int number;
        private final ActorRef<Numbered> receiver;
        private final AtomicLong refused;

        Sender(int number, ActorRef<Numbered> receiver, AtomicLong refused) {
            this.number = number;
            this.receiver = receiver;
            this.refused = refused;
        }

        @Override
        protected void process(Message<Integer> message) {
            int first = message.content();
            int end = Math.min(first + 100, MESSAGES);
            for (int i = first; i < end; i++) {
                if (!tell(new Numbered(number, i), receiver).accepted()) {
                    refused.incrementAndGet();
                }
            }
            if (end < MESSAGES) {
                self().tell(end);
            }
        }
    }

    @ParameterizedTest(name = "with {0} processors")
    @ValueSource(ints = {1, 2, 4})
    void nothingIsLostDoubledOrOutOfOrder(int processors) throws Exception {
        var received = new AtomicLong();
        var outOfOrder = new AtomicLong();
        var refusedInside = new AtomicLong();
        try (var syndicate = Syndicate.open("p1-senders", c -> c.processors(processors))) {
            var receiver = syndicate.createActor(() -> new Receiver(received, outOfOrder));
            for (int i = 0; i < SENDERS / 2; i++) {
                int number = i;
                syndicate
                        .createActor(() -> new Sender(number, receiver, refusedInside))
                        .tell(0);
            }
            var outside = Crew.start(SENDERS / 2, member -> sendAll(SENDERS / 2 + member, receiver));
            awaitAll(received);
            outside.join();
            var ledger = Books.settled(syndicate);

            assertThat(outOfOrder).hasValue(0);
            assertThat(refusedInside).hasValue(0);
            assertThat(received).hasValue((long) SENDERS * MESSAGES);
            assertThat(ledger.failed() + ledger.deadLettered()).isZero();
        }
    }

    private static void sendAll(int number, ActorRef<Numbered> receiver) {
        for (int i = 0; i < MESSAGES; i++) {
            while (receiver.tell(new Numbered(number, i)) instanceof Delivery.Refused) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }

    /** Waits as long as something still comes. */
    private static void awaitAll(AtomicLong received) throws InterruptedException {
        long last = -1;
        long lastChange = System.nanoTime();
        while (received.get() < (long) SENDERS * MESSAGES) {
            long now = received.get();
            if (now != last) {
                last = now;
                lastChange = System.nanoTime();
            } else if (System.nanoTime() - lastChange > STANDSTILL.toNanos()) {
                throw new AssertionError(
                        "after " + now + " of " + (long) SENDERS * MESSAGES + " nothing came any more");
            }
            LockSupport.parkNanos(1_000_000);
        }
    }
}
