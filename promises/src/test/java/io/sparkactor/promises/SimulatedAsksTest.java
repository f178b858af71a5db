package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P7: threads, futures and actors ask, and are answered soon, late, twice, by another one or not at all, as the seed says. Asker and
 * replier must be of one mind about each ask.
 */
@Timeout(120)
class SimulatedAsksTest {

    private static final int SEEDS = 200;
    private static final int REPLIERS = 3;
    private static final int ASKERS = 4;
    private static final int QUESTIONS = 6;
    private static final int LONGEST = 6;

    /** What a replier does with a question when it has thought about it. */
    private enum Manner {
        ANSWERS,
        ANSWERS_TWICE,
        ANSWERS_IN_THE_END,
        PASSES_ON,
        SAYS_NOTHING,
        FAILS,
        STOPS
    }

    private record Question(int number, Manner manner, Duration thought) {}

    /** What both sides know of the asks. One thread of a simulation runs at a time, so it needs no locks. */
    private static final class Minutes {

        final Simulation simulation;
        private final Map<Integer, List<Delivery>> answers = new HashMap<>();
        private final Map<Integer, Object> outcomes = new HashMap<>();
        private int asked;

        Minutes(Simulation simulation) {
            this.simulation = simulation;
        }

        Question question() {
            Manner[] manners = Manner.values();
            return new Question(
                    asked++, manners[simulation.random().nextInt(manners.length)], milliseconds(simulation, LONGEST));
        }

        void answered(int number, Delivery delivery) {
            answers.computeIfAbsent(number, _ -> new ArrayList<>()).add(delivery);
        }

        void ended(int number, Object outcome) {
            assertThat(outcomes.put(number, outcome)).as("an earlier outcome").isNull();
        }

        void check() {
            assertThat(outcomes).as("outcomes").hasSize(asked);
            outcomes.forEach((number, outcome) -> {
                List<Delivery> sent = answers.getOrDefault(number, List.of());
                assertThat(sent.stream().filter(Delivery::accepted).count())
                        .as(
                                "answers that were taken for question %s, of %s, which ended with %s",
                                number, sent, outcome)
                        .isEqualTo(outcome.equals(number) ? 1 : 0);
                assertThat(sent)
                        .as("answers to question %s", number)
                        .allMatch(delivery -> delivery.accepted()
                                || delivery.equals(new Delivery.Refused(DeadLetterReason.LATE_REPLY)));
            });
        }
    }

    private static Duration milliseconds(Simulation simulation, int bound) {
        return Duration.ofMillis(simulation.random().nextInt(bound));
    }

    private static final class Replier extends Actor<Question> {

        private final Minutes minutes;
        private final List<ActorRef<Question>> colleagues;
        private final List<Message<Question>> kept = new ArrayList<>();

        Replier(Minutes minutes, List<ActorRef<Question>> colleagues) {
            this.minutes = minutes;
            this.colleagues = colleagues;
        }

        @Override
        protected void process(Message<Question> message) {
            minutes.simulation.sleep(message.content().thought());
            switch (message.content().manner()) {
                case ANSWERS -> answer(message);
                case ANSWERS_TWICE -> {
                    answer(message);
                    answer(message);
                }
                case ANSWERS_IN_THE_END -> kept.add(message);
                case PASSES_ON -> passOn(message);
                case SAYS_NOTHING -> {}
                case FAILS -> throw new IllegalStateException("unlucky");
                case STOPS -> stop();
            }
        }

        private void answer(Message<Question> message) {
            int number = message.content().number();
            minutes.answered(number, message.reply(number));
        }

        /** To another one or to itself, perhaps in a circle until the asker has gone. */
        private void passOn(Message<Question> message) {
            message.forward(colleagues.get(minutes.simulation.random().nextInt(colleagues.size())));
            minutes.simulation.sleep(Duration.ofMillis(1));
        }

        @Override
        protected void postStop() {
            kept.forEach(this::answer);
        }
    }

    @Test
    void askerAndReplierAreOfOneMind() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, SimulatedAsksTest::converse);
        }
    }

    private static void converse(Simulation simulation) {
        Syndicate syndicate = simulation.open("asks");
        Minutes minutes = new Minutes(simulation);
        List<ActorRef<Question>> repliers = new ArrayList<>();
        for (int i = 0; i < REPLIERS; i++) {
            repliers.add(syndicate.createActor(ActorSpec.of(() -> new Replier(minutes, repliers))
                    .supervision(i == 0 ? Supervision.resume() : Supervision.stop())));
        }
        List<ActorRef<String>> actors = IntStream.range(0, 2)
                .mapToObj(_ -> syndicate.createActor(String.class, (context, message) -> ask(minutes, repliers)))
                .toList();
        List<Thread> askers = IntStream.range(0, ASKERS)
                .mapToObj(number ->
                        simulation.start("asker-" + number, () -> askOften(minutes, repliers, actors, number)))
                .toList();
        simulation.sleep(milliseconds(simulation, 20));
        syndicate.stop(actors.getFirst());
        askers.forEach(simulation::join);
        simulation.sleep(Duration.ofSeconds(1));
        Ledger ledger = syndicate.close(Duration.ofDays(1)).ledger();

        minutes.check();
        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
    }

    private static void askOften(
            Minutes minutes, List<ActorRef<Question>> repliers, List<ActorRef<String>> actors, int asker) {
        for (int i = 0; i < QUESTIONS; i++) {
            switch (asker % 3) {
                case 0 -> ask(minutes, repliers);
                case 1 -> askLater(minutes, repliers);
                default -> actors.get(i % actors.size()).tell("ask");
            }
            minutes.simulation.sleep(milliseconds(minutes.simulation, 4));
        }
    }

    /** Asks and waits, on a thread or in a turn. */
    private static void ask(Minutes minutes, List<ActorRef<Question>> repliers) {
        Question question = minutes.question();
        Duration timeout = Duration.ofMillis(1).plus(milliseconds(minutes.simulation, LONGEST));
        Duration begun = minutes.simulation.elapsed();
        try {
            minutes.ended(question.number(), any(minutes, repliers).ask(question, Integer.class, timeout));
        } catch (AskException e) {
            minutes.ended(question.number(), e);
            checkMoment(minutes, begun, timeout, e instanceof AskTimeoutException);
        } catch (ActorStoppedException e) {
            minutes.ended(question.number(), e);
            throw e;
        }
    }

    private static void askLater(Minutes minutes, List<ActorRef<Question>> repliers) {
        Question question = minutes.question();
        Duration timeout = Duration.ofMillis(1).plus(milliseconds(minutes.simulation, LONGEST));
        Duration begun = minutes.simulation.elapsed();
        try {
            minutes.ended(
                    question.number(),
                    minutes.simulation.await(any(minutes, repliers).askAsync(question, Integer.class, timeout)));
        } catch (CompletionException e) {
            minutes.ended(question.number(), e.getCause());
            checkMoment(minutes, begun, timeout, e.getCause() instanceof AskTimeoutException);
        }
    }

    private static ActorRef<Question> any(Minutes minutes, List<ActorRef<Question>> repliers) {
        return repliers.get(minutes.simulation.random().nextInt(repliers.size()));
    }

    private static void checkMoment(Minutes minutes, Duration begun, Duration timeout, boolean timedOut) {
        Duration took = minutes.simulation.elapsed().minus(begun);
        if (timedOut) {
            assertThat(took).as("moment of a time-out").isEqualTo(timeout);
        } else {
            assertThat(took).as("moment of a failure").isLessThanOrEqualTo(timeout);
        }
    }
}
