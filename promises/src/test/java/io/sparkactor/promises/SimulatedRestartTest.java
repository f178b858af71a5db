package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetter;
import io.sparkactor.Ledger;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.ParkedMessage;
import io.sparkactor.RestartLimit;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** P1 and P5 where bounds, retries, restarts with a sibling, the stash and a stop meet, in the orders that 200 seeds bring up. */
@Timeout(120)
class SimulatedRestartTest {

    private static final int SEEDS = 200;
    private static final int BOUND = 4;
    private static final int MESSAGES = 30;
    private static final Duration LONG = Duration.ofDays(1);

    static List<Mailbox<Object>> mailboxes() {
        return List.of(
                Mailbox.unbounded(),
                Mailbox.bounded(BOUND),
                Mailbox.bounded(BOUND).overflow(Overflow.DROP_OLDEST),
                Mailbox.bounded(BOUND).overflow(Overflow.block(Duration.ofMillis(30))),
                Mailbox.priority(BOUND, content -> (int) content % 3).overflow(Overflow.DROP_NEWEST));
    }

    /** By the number of a message: fails for a while, or for good, stashes it once, unstashes, or just handles it. */
    private static final class Mixed extends Actor<Integer> {

        private final Map<Integer, Integer> attempts;
        private final List<Integer> handled;

        Mixed(Map<Integer, Integer> attempts, List<Integer> handled) {
            this.attempts = attempts;
            this.handled = handled;
        }

        @Override
        protected void preStart() {
            unstashAll();
        }

        @Override
        protected void process(Message<Integer> message) {
            int number = message.content();
            boolean isNew = attempts.merge(number, 1, Integer::sum) == 1;
            switch (number % 5) {
                case 1 -> failOnce(isNew);
                case 2 -> {
                    if (isNew) {
                        stash();
                        return;
                    }
                }
                case 3 -> throw new IllegalStateException("always unlucky");
                case 4 -> unstashAll();
                default -> {}
            }
            handled.add(number);
        }

        private void failOnce(boolean isNew) {
            if (isNew) {
                stash();
                throw new IllegalStateException("unlucky");
            }
        }
    }

    private static ActorSpec<Integer> mixed(
            Map<Integer, Integer> attempts, List<Integer> handled, Mailbox<Object> mailbox) {
        return ActorSpec.of(() -> new Mixed(attempts, handled))
                .mailbox(mailbox)
                .supervision(Supervision.restart()
                        .limit(RestartLimit.none())
                        .backoff(new Backoff(Duration.ofMillis(5), Duration.ofMillis(5), 0))
                        .scope(RestartScope.ONE_FOR_ALL)
                        .retries(2)
                        .parking(MESSAGES));
    }

    @ParameterizedTest
    @MethodSource("mailboxes")
    void eachMessageEndsOnceAndNoBoundIsPassed(Mailbox<Object> mailbox) {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("mixed");
            List<Integer> handled = new ArrayList<>();
            Map<Integer, Integer> attempts = new HashMap<>();
            var actors = List.of(
                    syndicate.createActor(mixed(attempts, handled, mailbox)),
                    syndicate.createActor(mixed(attempts, handled, mailbox)));
            List<Thread> senders = IntStream.range(0, 3)
                    .mapToObj(sender -> simulation.start("sender-" + sender, () -> {
                        for (int i = sender; i < MESSAGES; i += 3) {
                            actors.get(i % 2).tell(i);
                            checkBound(syndicate, mailbox);
                            simulation.sleep(
                                    Duration.ofMillis(simulation.random().nextInt(4)));
                        }
                    }))
                    .toList();
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(60)));
            syndicate.stop(actors.getFirst());
            senders.forEach(simulation::join);
            checkBound(syndicate, mailbox);
            Ledger ledger = syndicate.close(LONG).ledger();

            assertThat(ledger.balanced()).as("%s", ledger).isTrue();
            assertThat(ledger.inFlight()).isZero();
            assertThat(ledger.processed()).isEqualTo(handled.size());
            assertThat(ends(syndicate, actors, handled))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, MESSAGES).boxed().toList());
        });
    }

    private static void checkBound(Syndicate syndicate, Mailbox<Object> mailbox) {
        if (mailbox.isBounded()) {
            assertThat(syndicate.diagnostics().actors())
                    .allSatisfy(actor -> assertThat(actor.queued()).isLessThanOrEqualTo(BOUND));
        }
    }

    /** All messages that were handled, have failed for good, or became dead letters. */
    private static List<Object> ends(Syndicate syndicate, List<ActorRef<Integer>> actors, List<Integer> handled) {
        Stream<Object> failed = actors.stream()
                .flatMap(actor -> syndicate.parked(actor).stream())
                .map(ParkedMessage::content);
        Stream<Object> dead = syndicate.deadLetters().stream().map(DeadLetter::content);
        return Stream.concat(handled.stream(), Stream.concat(failed, dead)).toList();
    }
}
