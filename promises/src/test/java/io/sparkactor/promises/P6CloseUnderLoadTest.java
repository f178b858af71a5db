package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.AskException;
import io.sparkactor.CloseReport;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.SyndicateClosedException;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P6 while everybody is busy. {@code -Dspark.closes=500} sets the number of rounds; the default is 50. */
@Timeout(300)
class P6CloseUnderLoadTest {

    private static final int ROUNDS = Integer.getInteger("spark.closes", 50);
    private static final Duration LONG = Duration.ofSeconds(10);

    @Test
    void everyAcceptedMessageIsProcessedOrInTheReport() {
        for (int round = 0; round < ROUNDS; round++) {
            var processed = new AtomicLong();
            var accepted = new AtomicLong();
            var syndicate = Syndicate.open("p6-load");
            var actor = syndicate.createActor(Integer.class, (context, message) -> processed.incrementAndGet());
            var senders = Crew.start(4, member -> {
                while (actor.tell(member).accepted()) {
                    accepted.incrementAndGet();
                }
            });
            Await.until("some were processed", () -> processed.get() > 100);
            var report = syndicate.close(LONG);
            senders.join();

            long undelivered = report.undelivered().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            assertThat(processed.get() + undelivered)
                    .as("round %s: %s", round, report)
                    .isEqualTo(accepted.get());
            assertThat(syndicate.ledger().balanced())
                    .as("round %s: %s", round, syndicate.ledger())
                    .isTrue();
        }
    }

    @Test
    void everySendThatWasAcceptedAtTheLastMomentIsAccountedFor() {
        for (int round = 0; round < 4 * ROUNDS; round++) {
            var processed = new AtomicLong();
            var accepted = new AtomicLong();
            var syndicate = Syndicate.open("p6-last-moment");
            var actor = syndicate.createActor(Integer.class, (context, message) -> processed.incrementAndGet());
            var senders = Crew.start(3, member -> {
                for (int i = 0; i < 200; i++) {
                    if (actor.tell(member).accepted()) {
                        accepted.incrementAndGet();
                    }
                }
            });
            syndicate.close(Duration.ZERO);
            senders.join();
            var ledger = syndicate.ledger();

            assertThat(ledger.accepted()).isEqualTo(accepted.get());
            assertThat(ledger.balanced()).as("round %s: %s", round, ledger).isTrue();
            assertThat(ledger.processed() + ledger.deadLettered())
                    .as("round %s: %s", round, ledger)
                    .isEqualTo(accepted.get());
        }
    }

    @Test
    void everyAskerIsToldWhenTheSyndicateClosesUnderIt() {
        for (int round = 0; round < ROUNDS; round++) {
            var syndicate = Syndicate.open("p6-asks");
            var actor = syndicate.createActor(Integer.class, (context, message) -> message.reply(message.content()));
            var asked = new AtomicLong();
            var askers = Crew.start(3, member -> {
                try {
                    while (true) {
                        actor.ask(member, Integer.class, LONG);
                        asked.incrementAndGet();
                    }
                } catch (AskException e) {
                    assertThat(e.elapsed()).isLessThan(Duration.ofSeconds(5));
                }
            });
            Await.until("some were answered", () -> asked.get() > 10);
            syndicate.close(LONG);
            askers.join();
        }
    }

    @Test
    void noActorThatIsCreatedDuringACloseIsLeftAlive() {
        for (int round = 0; round < ROUNDS; round++) {
            var started = new AtomicInteger();
            var stopped = new AtomicInteger();
            var syndicate = Syndicate.open("p6-create");
            var creators = Crew.start(3, member -> {
                try {
                    while (true) {
                        syndicate.createActor(() -> new Counted(started, stopped));
                    }
                } catch (SyndicateClosedException e) {
                    assertThat(syndicate.isClosed()).isTrue();
                }
            });
            Await.until("some were created", () -> started.get() > 20);
            CloseReport report = syndicate.close(LONG);
            creators.join();

            assertThat(report.running()).isEmpty();
            assertThat(stopped).as("round %s", round).hasValue(started.get());
        }
    }

    private static final class Counted extends Actor<String> {

        private final AtomicInteger started;
        private final AtomicInteger stopped;

        Counted(AtomicInteger started, AtomicInteger stopped) {
            this.started = started;
            this.stopped = stopped;
        }

        @Override
        protected void preStart() {
            started.incrementAndGet();
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            stopped.incrementAndGet();
        }
    }

    @Test
    void noThreadIsLeftAfterACloseUnderLoad() {
        for (int round = 0; round < ROUNDS; round++) {
            var syndicate = Syndicate.open("p6-threads");
            var actor = syndicate.createActor(Integer.class, (context, message) -> {
                if (message.content() % 7 == 0) {
                    Thread.sleep(0, 200_000);
                }
                context.scheduleAfter(Duration.ofMillis(5), 1);
            });
            for (int i = 0; i < 100; i++) {
                actor.tell(i);
            }
            syndicate.close(Duration.ofMillis(20));
        }
        Await.until(
                "all threads of the runtime end",
                LONG,
                () -> threadsOf("spark-p6-threads", "spark-timer-p6-threads").isEmpty(),
                () -> "there were " + threadsOf("spark-"));
    }

    @Test
    void anIdleSyndicateThatClosesLeavesNoThread() {
        Syndicate.open("p6-idle").close();

        Await.until(
                "all threads of the runtime end",
                LONG,
                () -> threadsOf("spark-p6-idle", "spark-timer-p6-idle").isEmpty());
    }

    /** The names of the living platform threads that begin in one of these ways. */
    private static List<String> threadsOf(String... prefixes) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> Arrays.stream(prefixes).anyMatch(name::startsWith))
                .toList();
    }
}
