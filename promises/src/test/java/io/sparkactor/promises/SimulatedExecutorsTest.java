package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Backoff;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Actors on threads of their own that fail, restart, stop and are closed, in the orders that 200 seeds bring up. */
@Timeout(120)
class SimulatedExecutorsTest {

    private static final int SEEDS = 200;
    private static final int MESSAGES = 12;
    private static final Duration LONG = Duration.ofSeconds(30);

    /** What the actors of one run do. One thread of a simulation runs at a time, so it needs no locks. */
    private static final class Diary {

        final Simulation simulation;
        final List<Integer> passed = new ArrayList<>();
        int living;
        boolean inHandler;

        Diary(Simulation simulation) {
            this.simulation = simulation;
        }
    }

    /** Passes its message on and answers; fails on each fifth. */
    private static final class Passing extends Actor<Integer> {

        private final Diary diary;
        private final ActorRef<Integer> next;

        Passing(Diary diary, ActorRef<Integer> next) {
            this.diary = diary;
            this.next = next;
        }

        @Override
        protected void preStart() {
            diary.living++;
            assertThat(diary.living).as("instances of one actor at once").isEqualTo(1);
        }

        @Override
        protected void process(Message<Integer> message) {
            assertThat(diary.inHandler).as("two handlings at once").isFalse();
            diary.inHandler = true;
            diary.simulation.pause();
            diary.inHandler = false;
            if (message.content() % 5 == 3) {
                throw new IllegalStateException("unlucky");
            }
            tell(message.content(), next);
            message.reply(message.content());
        }

        @Override
        protected void postStop() {
            diary.living--;
        }
    }

    private static ActorRef<Integer> passing(Syndicate syndicate, Diary diary, ActorRef<Integer> next) {
        return syndicate.createActor(OnThread.of(() -> new Passing(diary, next))
                .supervision(Supervision.restart()
                        .limit(RestartLimit.none())
                        .backoff(new Backoff(Duration.ofMillis(5), Duration.ofMillis(5), 0))));
    }

    @Test
    void eachMessageEndsOnceAndInItsOrder() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, simulation -> {
                var diary = new Diary(simulation);
                Syndicate syndicate = simulation.open("passing");
                var last =
                        syndicate.createActor(Integer.class, (context, message) -> diary.passed.add(message.content()));
                var actor = passing(syndicate, diary, last);

                IntStream.range(0, MESSAGES).forEach(actor::tell);
                syndicate.close(LONG);

                assertThat(diary.passed)
                        .isEqualTo(IntStream.range(0, MESSAGES)
                                .filter(i -> i % 5 != 3)
                                .boxed()
                                .toList());
                assertThat(diary.living).isZero();
                assertBalanced(syndicate.ledger());
            });
        }
    }

    @Test
    void noAskIsLeftBehindByAStop() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, simulation -> {
                var diary = new Diary(simulation);
                Syndicate syndicate = simulation.open("stopping");
                var last = syndicate.createActor(Integer.class, (context, message) -> {});
                var actor = passing(syndicate, diary, last);
                var asker = simulation.start("asker", () -> {
                    for (int i = 0; i < MESSAGES; i++) {
                        ask(actor, i);
                    }
                });
                var stopper = simulation.start("stopper", () -> {
                    simulation.sleep(Duration.ofMillis(simulation.random().nextInt(12)));
                    syndicate.stop(actor);
                });
                simulation.join(asker);
                simulation.join(stopper);
                assertThat(syndicate.awaitStop(actor, LONG)).isTrue();

                assertThat(diary.living).isZero();
                assertThat(syndicate.close(LONG).complete()).isTrue();
                assertBalanced(syndicate.ledger());
            });
        }
    }

    private static void ask(ActorRef<Integer> actor, int number) {
        try {
            assertThat(actor.ask(number, Integer.class, LONG)).isEqualTo(number);
        } catch (AskTimeoutException e) {
            throw new AssertionError("an ask was left behind", e);
        } catch (AskException e) {
            // it failed, or the actor has stopped
            return;
        }
    }

    private static void assertBalanced(Ledger ledger) {
        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
    }
}
