package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** P1 and P5 in a flood of refused sends from several threads outside: each is counted, and the last ones can be looked at. */
@Timeout(60)
class P1FloodTest {

    private static final int SENDERS = 4;
    private static final int MESSAGES = 40_000;
    private static final int LIMIT = 1_000;
    private static final int KEPT = 1_024;

    private record Numbered(int sender, int number) {}

    /** Who refuses. */
    enum Receiver {
        BLOCKED_ACTOR(DeadLetterReason.QUEUE_LIMIT),
        FULL_INBOX(DeadLetterReason.INBOX_FULL),
        STOPPED_ACTOR(DeadLetterReason.ACTOR_STOPPED);

        private final DeadLetterReason reason;

        Receiver(DeadLetterReason reason) {
            this.reason = reason;
        }
    }

    private final Syndicate syndicate = Syndicate.open("p1-flood", c -> c.maxQueuedMessages(LIMIT));
    private final Gate release = new Gate();

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
    }

    @ParameterizedTest
    @EnumSource
    void everyRefusalIsCounted(Receiver kind) throws Exception {
        var target = receiver(kind);
        var before = syndicate.ledger();
        long refused = flood(target);
        var after = Books.settledWith(syndicate, syndicate.ledger().inFlight());

        assertThat(refused).isPositive();
        assertThat(after.refused() - before.refused()).isEqualTo(refused);
        assertThat(after.offered() - before.offered()).isEqualTo((long) SENDERS * MESSAGES);
    }

    @ParameterizedTest
    @EnumSource
    void theLastDeadLettersAreKeptInTheirOrder(Receiver kind) throws Exception {
        var target = receiver(kind);
        flood(target);
        var letters = syndicate.deadLetters();

        assertThat(letters).hasSize(KEPT).allSatisfy(letter -> {
            assertThat(letter.reason()).isEqualTo(kind.reason);
            assertThat(letter.target()).isEqualTo(target.path());
            assertThat(letter.sender()).isEqualTo("spark://p1-flood/nobody");
            assertThat(letter.accepted()).isFalse();
        });
        for (int sender = 0; sender < SENDERS; sender++) {
            var numbers = numbersOf(sender, letters);
            int first = MESSAGES - numbers.size();
            var wrong = IntStream.range(0, numbers.size())
                    .filter(i -> numbers.get(i) != first + i)
                    .mapToObj(i -> numbers.get(i) + " where " + (first + i) + " should be")
                    .findFirst();
            assertThat(wrong).as("the last of sender %s, without a gap", sender).isEmpty();
        }
    }

    private static List<Integer> numbersOf(int sender, List<DeadLetter> letters) {
        return letters.stream()
                .map(letter -> (Numbered) letter.content())
                .filter(content -> content.sender() == sender)
                .map(Numbered::number)
                .toList();
    }

    @Test
    void subscribersHearOfEachRefusalOrOfHowManyTheyMissed() throws Exception {
        var heard = new AtomicLong();
        var missed = new AtomicLong();
        long refused;
        try (var _ = syndicate.subscribe(event -> {
            switch (event) {
                case RuntimeEvent.DeadLettered dead -> heard.incrementAndGet();
                case RuntimeEvent.EventsLost lost -> missed.addAndGet(lost.count());
                default -> {}
            }
        })) {
            refused = flood(receiver(Receiver.STOPPED_ACTOR));
        } // hands over what waits
        Await.until(
                "word of each refusal",
                Gate.PATIENCE,
                () -> heard.get() + missed.get() >= refused,
                () -> "of " + refused + " refusals " + heard + " were heard and " + missed + " missed");
        assertThat(heard.get() + missed.get()).isEqualTo(refused);
    }

    @Test
    void theCloseReportsWhatWasAcceptedAndNothingOfTheFloodThatWasRefused() throws Exception {
        var target = receiver(Receiver.BLOCKED_ACTOR);
        long queued = SENDERS * (long) MESSAGES - flood(target);
        var ended = new Gate();
        var refused = new AtomicLong(syndicate.ledger().refused());
        var late = new AtomicLong(); // accepted by a thread that had seen no close yet, when the queue had room again
        var flooding = Crew.start(SENDERS, member -> {
            while (!ended.isOpen()) {
                (target.tell(new Numbered(member, -1)).accepted() ? late : refused).incrementAndGet();
            }
        });
        var undelivered = new AtomicLong();
        var closing = Crew.start(1, member -> {
            var report = syndicate.close(Duration.ofSeconds(10));
            assertThat(report.undelivered()).containsOnlyKeys(target.path());
            undelivered.set(report.undelivered().get(target.path()));
        });
        Await.until("the begin of the close", Gate.PATIENCE, syndicate::isClosed);
        syndicate.stop(target); // so that none of what is queued is handled
        release.open();
        closing.join();
        ended.open();
        flooding.join();

        assertThat(undelivered.get()).isEqualTo(queued + late.get());
        assertThat(syndicate.ledger().refused()).isEqualTo(refused.get());
        assertThat(syndicate.ledger().deadLettered()).isEqualTo(queued + late.get());
    }

    @ParameterizedTest
    @EnumSource
    void aRefusalMakesLittleGarbage(Receiver kind) throws Exception {
        var target = receiver(kind);
        flood(target);
        var content = new Numbered(0, 0);
        var meter = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = meter.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < MESSAGES; i++) {
            target.tell(content);
        }
        long bytes = (meter.getCurrentThreadAllocatedBytes() - before) / MESSAGES;

        assertThat(bytes).as("bytes for each refusal").isLessThan(500);
    }

    private ActorRef<Object> receiver(Receiver kind) throws InterruptedException {
        return switch (kind) {
            case BLOCKED_ACTOR -> blocked();
            case FULL_INBOX -> full();
            case STOPPED_ACTOR -> stopped();
        };
    }

    private ActorRef<Object> blocked() throws InterruptedException {
        var entered = new Gate();
        ActorRef<Object> actor = syndicate.createActor(Object.class, (context, message) -> {
            entered.open();
            release.await();
        });
        actor.tell(new Numbered(0, -1));
        entered.await();
        return actor;
    }

    private ActorRef<Object> full() {
        ActorRef<Object> inbox = syndicate.endpoint().ref();
        for (boolean accepted = true; accepted; ) {
            accepted = inbox.tell(new Numbered(0, -1)).accepted();
        }
        return inbox;
    }

    private ActorRef<Object> stopped() {
        ActorRef<Object> actor = syndicate.createActor(Object.class, (context, message) -> {});
        syndicate.stop(actor);
        assertThat(syndicate.awaitStop(actor, Gate.PATIENCE)).isTrue();
        return actor;
    }

    /** Sends from several threads at once; how many sends were refused. */
    private static long flood(ActorRef<Object> target) {
        var refused = new AtomicLong();
        Crew.run(SENDERS, member -> {
            long own = 0;
            for (int i = 0; i < MESSAGES; i++) {
                own += target.tell(new Numbered(member, i)).accepted() ? 0 : 1;
            }
            refused.addAndGet(own);
        });
        return refused.get();
    }
}
