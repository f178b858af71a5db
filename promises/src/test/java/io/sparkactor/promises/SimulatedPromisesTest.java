package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskCycleException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.ChildExited;
import io.sparkactor.CloseReport;
import io.sparkactor.DeadLetter;
import io.sparkactor.Delivery;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import io.sparkactor.TimerHandle;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Promises in all the orders of events that 200 seeds bring up, and to the nanosecond, since time is virtual.
 *
 * <p>{@code -Dspark.seeds=10000} tries more; {@code -Dspark.seed=17} repeats one.
 */
@Timeout(120)
class SimulatedPromisesTest {

    private static final int SEEDS = 200;
    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void whatEachSenderTellsArrivesInItsOrder() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p2");
            List<Integer> seen = new ArrayList<>();
            ActorRef<Integer> actor =
                    syndicate.createActor(Integer.class, (context, message) -> seen.add(message.content()));
            List<Thread> senders = IntStream.range(0, 3)
                    .mapToObj(sender -> simulation.start("sender-" + sender, () -> {
                        for (int i = 0; i < 10; i++) {
                            assertThat(actor.tell(100 * sender + i).accepted()).isTrue();
                            simulation.pause();
                        }
                    }))
                    .toList();
            senders.forEach(simulation::join);
            assertThat(syndicate.close(LONG).complete()).isTrue();

            assertThat(seen).hasSize(30);
            for (int sender = 0; sender < 3; sender++) {
                int number = sender;
                assertThat(seen.stream().filter(each -> each / 100 == number)).isSorted();
            }
        });
    }

    @Test
    void aParentSeesTheResultOfAChildBeforeItsExit() {
        Simulation.explore(SEEDS, simulation -> {
            List<String> seen = new ArrayList<>();
            simulation.open("p2-exit").createActor(() -> new Parent(seen)).tell("begin");
            simulation.sleep(Duration.ofSeconds(1));

            assertThat(seen).containsExactly("result", "exit");
        });
    }

    private static final class Parent extends Actor<String> {

        private final List<String> seen;

        Parent(List<String> seen) {
            this.seen = seen;
        }

        @Override
        protected void process(Message<String> message) {
            if (message.content().equals("begin")) {
                ActorRef<String> child = createActor(childSpec());
                tell("work", child);
            } else {
                seen.add(message.content());
            }
        }

        private static ActorSpec<String> childSpec() {
            return ActorSpec.handling(String.class, (context, message) -> {
                message.reply("result");
                context.stop();
            });
        }

        @Override
        protected void onSignal(Signal signal) {
            if (signal instanceof ChildExited) {
                seen.add("exit");
            }
        }
    }

    @Test
    void aFailingHandlerTellsItsAskerAndThoseBehindItAtOnce() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p4");
            ActorRef<String> actor = syndicate.createActor(String.class, (context, message) -> {
                simulation.sleep(Duration.ofMillis(10));
                throw new IllegalStateException(message.content());
            });
            List<Throwable> outcomes = new ArrayList<>();
            List<Thread> askers = Stream.of("a", "b", "c")
                    .map(name -> simulation.start(
                            name, () -> outcomes.add(catchThrowable(() -> actor.ask(name, String.class, LONG)))))
                    .toList();
            askers.forEach(simulation::join);

            assertThat(simulation.elapsed()).isEqualTo(Duration.ofMillis(10));
            assertThat(outcomes)
                    .filteredOn(AskFailedException.class::isInstance)
                    .hasSize(1);
            assertThat(outcomes)
                    .filteredOn(AskTargetStoppedException.class::isInstance)
                    .hasSize(2);
        });
    }

    @Test
    void anAskFailsAtTheMomentWhenItsTargetStops() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p7-stop");
            ActorRef<String> silent = syndicate.createActor(String.class, (context, message) -> {});
            simulation.start("stopper", () -> {
                simulation.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
                syndicate.stop(silent);
            });

            assertThatThrownBy(() -> silent.ask("anybody?", String.class, LONG))
                    .isInstanceOf(AskTargetStoppedException.class);
            assertThat(simulation.elapsed()).isLessThanOrEqualTo(Duration.ofMillis(2));
        });
    }

    @Test
    void aStopEndsTheAskOfAnActorWheneverItComes() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p2-stop");
            ActorRef<String> silent = syndicate.createActor(String.class, (context, message) -> {});
            List<Throwable> outcomes = new ArrayList<>();
            ActorRef<String> asker = syndicate.createActor(
                    String.class,
                    (context, message) ->
                            outcomes.add(catchThrowable(() -> silent.ask("anybody?", String.class, LONG))));
            asker.tell("ask it");
            syndicate.stop(asker);

            assertThat(syndicate.awaitStop(asker, LONG)).isTrue();
            assertThat(simulation.elapsed()).isZero();
            assertThat(outcomes).hasSizeLessThan(2).allMatch(ActorStoppedException.class::isInstance);
        });
    }

    @Test
    void aStopAfterTheQueueHandlesWhatIsInFrontAndNothingBehind() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p2-queue");
            List<Integer> handled = new ArrayList<>();
            ActorRef<Integer> actor =
                    syndicate.createActor(Integer.class, (context, message) -> handled.add(message.content()));
            IntStream.range(0, 100).forEach(actor::tell);
            syndicate.stopAfterQueue(actor);
            actor.tell(100);

            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            simulation.sleep(Duration.ofSeconds(1)); // what is left in the queue is made dead letters behind the stop
            assertThat(handled).isEqualTo(IntStream.range(0, 100).boxed().toList());
            assertThat(syndicate.deadLetters().stream().map(DeadLetter::content))
                    .isEqualTo(List.of(100));
        });
    }

    @Test
    void eachMessageToAnActorThatStopsIsHandledOrRefusedOrADeadLetter() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p1");
            List<Integer> handled = new ArrayList<>();
            ActorRef<Integer> actor =
                    syndicate.createActor(Integer.class, (context, message) -> handled.add(message.content()));
            simulation.start("stopper", () -> syndicate.stop(actor));
            List<Integer> refused = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                if (actor.tell(i) instanceof Delivery.Refused) {
                    refused.add(i);
                }
            }
            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            simulation.sleep(Duration.ofSeconds(1));

            List<Object> dead =
                    syndicate.deadLetters().stream().map(DeadLetter::content).toList();
            assertThat(dead).containsAll(refused);
            assertThat(Stream.concat(handled.stream(), dead.stream()))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 20).boxed().toList());
        });
    }

    @Test
    void aCircleOfAsksIsFoundAfter25Milliseconds() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p7-circle");
            List<AskCycleException> found = new ArrayList<>();
            List<ActorRef<Object>> circle = IntStream.range(0, 3)
                    .mapToObj(i -> syndicate.createActor(() -> new Asker(found)))
                    .toList();
            for (int i = 0; i < 3; i++) {
                circle.get(i).tell(circle.get((i + 1) % 3));
            }
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(5)));
            Duration begun = simulation.elapsed();

            assertThat(circle.getFirst().ask("around", String.class, LONG)).isEqualTo("broken up");
            assertThat(simulation.elapsed().minus(begun)).isEqualTo(Duration.ofMillis(25));
            assertThat(found).hasSize(1);
            assertThat(found.getFirst().path()).hasSize(4).containsAll(paths(circle));
        });
    }

    private static List<String> paths(List<ActorRef<Object>> refs) {
        return refs.stream().map(ActorRef::path).toList();
    }

    /** Asks whom it was told to. */
    private static final class Asker extends Actor<Object> {

        private final List<AskCycleException> found;
        private final CompletableFuture<ActorRef<Object>> next = new CompletableFuture<>();

        Asker(List<AskCycleException> found) {
            this.found = found;
        }

        @Override
        @SuppressWarnings("unchecked")
        protected void process(Message<Object> message) {
            if (message.content() instanceof ActorRef<?> ref) {
                next.complete((ActorRef<Object>) ref);
                return;
            }
            try {
                message.reply(next.join().ask("around", String.class, LONG));
            } catch (AskCycleException e) {
                found.add(e);
                message.reply("broken up");
            }
        }
    }

    @Test
    void aCloseEndsInTimeAndReportsWhatWasLeft() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p6");
            ActorRef<String> sleeper =
                    syndicate.createActor(String.class, (context, message) -> simulation.sleep(Duration.ofSeconds(30)));
            sleeper.tell("sleep");
            simulation.sleep(Duration.ofMillis(1));
            sleeper.tell("never reached");
            sleeper.tell("never reached");

            CloseReport report = syndicate.close(Duration.ofMillis(100));

            assertThat(report.took()).isBetween(Duration.ofMillis(800), Duration.ofMillis(1100));
            assertThat(report.running()).containsExactly(sleeper.path());
            assertThat(report.undelivered()).isEqualTo(Map.of(sleeper.path(), 3L));
            assertThat(sleeper.tell("too late").accepted()).isFalse();
        });
    }

    @Test
    void theBooksAddUpHoweverTheSystemIsClosed() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("p5");
            List<ActorRef<Integer>> actors = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                actors.add(syndicate.createActor(Integer.class, (context, message) -> {
                    int hops = message.content();
                    if (hops == 13) {
                        throw new IllegalStateException("unlucky");
                    }
                    if (hops > 0) {
                        actors.get(hops % actors.size()).tell(hops - 1);
                    }
                    syndicate.tell(syndicate.ref(), hops);
                }));
            }
            for (int sender = 0; sender < 2; sender++) {
                simulation.start("sender-" + sender, () -> {
                    for (int i = 0; i < 10; i++) {
                        syndicate.tell(
                                actors.get(i % actors.size()),
                                i + simulation.random().nextInt(7));
                    }
                });
            }
            simulation.start("closer", () -> syndicate.close(Duration.ZERO));
            Ledger ledger = syndicate.close(LONG).ledger();

            assertThat(ledger.balanced()).as("%s", ledger).isTrue();
            assertThat(ledger.inFlight()).isZero();
        });
    }

    @Test
    void noTickComesAfterTheCloseOfItsTimer() {
        Simulation.explore(SEEDS, simulation -> {
            List<Duration> ticks = new ArrayList<>();
            List<Duration> closes = new ArrayList<>();
            simulation
                    .open("timers")
                    .createActor(() -> new Ticker(simulation, ticks, closes))
                    .tell("begin");
            simulation.sleep(Duration.ofSeconds(1));

            assertThat(closes).hasSize(1);
            assertThat(ticks)
                    .isNotEmpty()
                    .allSatisfy(tick -> assertThat(tick)
                            .isGreaterThanOrEqualTo(Duration.ofMillis(10))
                            .isLessThanOrEqualTo(closes.getFirst()));
        });
    }

    /** Ticks every 10 ms, is slow now and then, and closes its timer when a second one says so. */
    private static final class Ticker extends Actor<String> {

        private final Simulation simulation;
        private final List<Duration> ticks;
        private final List<Duration> closes;
        private TimerHandle timer;

        Ticker(Simulation simulation, List<Duration> ticks, List<Duration> closes) {
            this.simulation = simulation;
            this.ticks = ticks;
            this.closes = closes;
        }

        @Override
        protected void process(Message<String> message) {
            switch (message.content()) {
                case "begin" -> {
                    timer = scheduleEvery(Duration.ofMillis(10), "tick");
                    scheduleAfter(Duration.ofMillis(50), "close");
                }
                case "close" -> {
                    simulation.sleep(Duration.ofMillis(simulation.random().nextInt(2) * 25L));
                    timer.close();
                    closes.add(simulation.elapsed());
                }
                default -> {
                    assertThat(closes).isEmpty();
                    ticks.add(simulation.elapsed());
                    simulation.sleep(Duration.ofMillis(simulation.random().nextInt(20)));
                }
            }
        }
    }
}
