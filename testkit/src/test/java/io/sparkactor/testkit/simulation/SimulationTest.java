package io.sparkactor.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Message;
import io.sparkactor.Syndicate;
import io.sparkactor.WaitInterruptedException;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.TestProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SimulationTest {

    private static final int SEEDS = 100;

    @Test
    void aYearPassesInNoTimeWhenNobodyHasAnythingToDo() {
        Simulation.run(1, simulation -> {
            simulation.sleep(Duration.ofDays(365));

            assertThat(simulation.elapsed()).isEqualTo(Duration.ofDays(365));
        });
    }

    @Test
    void timeStandsStillWhileSomebodyCanGoOn() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("busy");
            ActorRef<Integer> echo = syndicate.createActor(Integer.class, (context, message) -> message.reply(1));
            for (int i = 0; i < 20; i++) {
                echo.ask(i, Integer.class, Duration.ofMillis(1));
            }

            assertThat(simulation.elapsed()).isZero();
        });
    }

    @Test
    void anAskTimesOutAtItsVeryDeadline() {
        Simulation.explore(SEEDS, simulation -> {
            ActorRef<String> silent = simulation.open("s").createActor(String.class, (context, message) -> {});

            assertThatThrownBy(() -> silent.ask("anybody?", String.class, Duration.ofHours(7)))
                    .isInstanceOf(AskTimeoutException.class);
            assertThat(simulation.elapsed()).isEqualTo(Duration.ofHours(7));
        });
    }

    @Test
    void timersFireInOrderAndThoseOfOneMomentInAnyOrder() {
        Set<List<Object>> orders = new HashSet<>();
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("timers");
            TestProbe probe = TestProbe.in(syndicate);
            ActorRef<Integer> actor = syndicate.createActor(Integer.class, (context, message) -> {
                if (message.content() == 0) {
                    context.scheduleAfter(Duration.ofSeconds(20), 20);
                    context.scheduleAfter(Duration.ofSeconds(10), 11);
                    context.scheduleAfter(Duration.ofSeconds(10), 10);
                } else {
                    probe.ref().tell(message.content());
                }
            });
            actor.tell(0);
            List<Object> order = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                order.add(probe.receive(Duration.ofMinutes(1)).content());
            }
            orders.add(order);
        });

        assertThat(orders).containsExactlyInAnyOrder(List.of(10, 11, 20), List.of(11, 10, 20));
    }

    @Test
    void everyOrderOfThreeSendersComesUp() {
        Set<List<Object>> orders = new HashSet<>();
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("orders");
            for (String name : List.of("a", "b", "c")) {
                simulation.start(name, () -> syndicate.ref().tell(name));
            }
            List<Object> order = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                order.add(syndicate.receive(Duration.ofSeconds(1)).content());
            }
            orders.add(order);
        });

        assertThat(orders).hasSize(6);
    }

    @Test
    void handlersSleepInVirtualTimeAndOthersGoOnMeanwhile() {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("sleepers");
            for (int i = 0; i < 10; i++) {
                syndicate
                        .createActor(Integer.class, (context, message) -> {
                            simulation.sleep(Duration.ofSeconds(message.content()));
                            syndicate.ref().tell(message.content());
                        })
                        .tell(10 - i);
            }
            for (int i = 1; i <= 10; i++) {
                assertThat(syndicate.receive(Duration.ofMinutes(1)).content()).isEqualTo(i);
                assertThat(simulation.elapsed()).isEqualTo(Duration.ofSeconds(i));
            }
        });
    }

    @Test
    void theWaitsOfTheTestKitAreVirtualToo() {
        Simulation.run(3, simulation -> {
            TestProbe probe = TestProbe.in(simulation.open("waits"));
            probe.expectNoMessage(Duration.ofHours(1));
            assertThat(simulation.elapsed()).isEqualTo(Duration.ofHours(1));

            assertThatThrownBy(() -> Await.until("never", Duration.ofMinutes(1), () -> false))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContaining("60000 ms");
            assertThat(simulation.elapsed()).isEqualTo(Duration.ofMinutes(61));
        });
    }

    @Test
    void aFutureIsAwaitedWithoutHoldingUpTheWorld() {
        Simulation.explore(SEEDS, simulation -> {
            ActorRef<String> echo =
                    simulation.open("futures").createActor(String.class, (context, message) -> message.reply("yes"));
            assertThat(simulation.await(echo.askAsync("well?", String.class))).isEqualTo("yes");

            CompletableFuture<String> failing = new CompletableFuture<>();
            simulation.start("failing", () -> failing.completeExceptionally(new IllegalStateException("no")));
            assertThatThrownBy(() -> simulation.await(failing))
                    .isInstanceOf(CompletionException.class)
                    .hasCauseInstanceOf(IllegalStateException.class);
        });
    }

    @Test
    void anInterruptEndsAWaitAndNobodyElses() {
        Simulation.explore(SEEDS, simulation -> {
            Thread sleeper = simulation.start("sleeper", () -> {
                assertThatThrownBy(() -> simulation.sleep(Duration.ofHours(1)))
                        .isInstanceOf(WaitInterruptedException.class);
                assertThat(Thread.interrupted()).isTrue();
                simulation.sleep(Duration.ofMinutes(1));
            });
            Thread bystander = simulation.start("bystander", () -> simulation.sleep(Duration.ofMinutes(30)));
            simulation.sleep(Duration.ofMinutes(simulation.random().nextInt(20)));
            sleeper.interrupt();
            Duration interrupted = simulation.elapsed();
            simulation.join(sleeper);

            assertThat(simulation.elapsed()).isEqualTo(interrupted.plusMinutes(1));

            simulation.join(bystander);
            assertThat(simulation.elapsed()).isEqualTo(Duration.ofMinutes(30));
        });
    }

    @Test
    void aRunThatIsStuckSaysWhoWaitsWhere() {
        assertThatThrownBy(() -> Simulation.run(7, simulation -> {
                    Syndicate syndicate = simulation.open("stuck");
                    ActorRef<String> waiter = syndicate.createActor(
                            String.class, (context, message) -> simulation.await(new CompletableFuture<String>()));
                    waiter.tell("wait for ever");
                    syndicate.listen().iterator().next();
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 7")
                .hasMessageContaining("body waits in")
                .hasMessageContaining("InboxMessages")
                .hasMessageContaining("spark://stuck/actor-")
                .hasMessageContaining("Simulation.await")
                .hasMessageContaining("SimulationTest.java");
    }

    @Test
    void aThreadThatBlocksOutsideOfTheFrameworkEndsTheRunAtTheRealLimit() {
        SimulationLimits limits = SimulationLimits.DEFAULT.withRealTime(Duration.ofSeconds(1));
        assertThatThrownBy(() -> Simulation.run(5, limits, simulation -> {
                    simulation
                            .open("blocked")
                            .createActor(String.class, (context, message) -> Thread.sleep(60_000))
                            .tell("sleep");
                    simulation.sleep(Duration.ofSeconds(1));
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed 5")
                .hasMessageContaining("spark://blocked/actor-")
                .hasMessageContaining("TIMED_WAITING")
                .hasMessageContaining("SimulationTest.java");
    }

    @Test
    void aHandlerThatNeverEndsIsNamedTwice() {
        SimulationLimits limits = SimulationLimits.DEFAULT.withRealTime(Duration.ofSeconds(1));
        AtomicBoolean spins = new AtomicBoolean(true);
        try {
            assertThatThrownBy(() -> Simulation.run(5, limits, simulation -> {
                        simulation
                                .open("spinning")
                                .createActor(String.class, (context, message) -> {
                                    while (spins.get()) {
                                        Thread.onSpinWait();
                                    }
                                })
                                .tell("spin");
                        simulation.sleep(Duration.ofSeconds(1));
                    }))
                    .hasMessageContaining("spark://spinning/actor-3 holds up the others")
                    .satisfies(failure -> assertThat(failure.getSuppressed())
                            .anySatisfy(other -> assertThat(other).hasMessageContaining("could not end")));
        } finally {
            spins.set(false);
        }
    }

    @Test
    void actorsThatNeverComeToRestEndTheRunAtTheLimitOfSteps() {
        SimulationLimits limits = SimulationLimits.DEFAULT.withSteps(10_000);
        assertThatThrownBy(() -> Simulation.run(5, limits, simulation -> {
                    simulation
                            .open("restless")
                            .createActor(
                                    String.class,
                                    (context, message) -> context.scheduleAfter(Duration.ofMillis(1), "again"))
                            .tell("again");
                    simulation.sleep(Duration.ofDays(1));
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("10000 steps")
                .hasMessageContaining("spark://restless/actor-");
    }

    @Test
    void aThreadThatTheSimulationDoesNotRuleFailsTheRun() {
        assertThatThrownBy(() -> Simulation.run(5, simulation -> {
                    ActorRef<String> actor =
                            simulation.open("ruled").createActor(String.class, (context, message) -> {});
                    Thread foreign = Thread.ofPlatform().start(() -> actor.tell("from nowhere"));
                    foreign.join();
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Simulation.start");
    }

    @Test
    void aThreadThatOutlivesTheCloseIsALeak() {
        assertThatThrownBy(() -> Simulation.run(5, simulation -> {
                    simulation.open("leaky");
                    simulation.start("left over", () -> simulation.await(new CompletableFuture<String>()));
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("left over waits in Simulation.await");
    }

    @Test
    void whatTheBodyThrowsComesOutAsItIsAndEverythingIsClosed() {
        List<Syndicate> opened = new ArrayList<>();
        IllegalStateException thrown = new IllegalStateException("the test's own");

        assertThatThrownBy(() -> Simulation.run(5, simulation -> {
                    opened.add(simulation.open("one"));
                    opened.add(simulation.open("two"));
                    throw thrown;
                }))
                .isSameAs(thrown);
        assertThat(opened).hasSize(2).allMatch(Syndicate::isClosed);
    }

    @Test
    void whatAStartedThreadThrowsFailsTheRun() {
        assertThatThrownBy(() -> Simulation.run(
                        5,
                        simulation -> simulation.start("failing", () -> {
                            throw new IllegalStateException("nobody looks");
                        })))
                .hasMessage("nobody looks");
    }

    @Test
    void anEndlessWaitInAnEndedSimulationIsNotLeftBehindWhateverEndedIt() throws Exception {
        List<Thread> threads = new ArrayList<>();
        assertThatThrownBy(() -> Simulation.run(5, simulation -> {
                    Syndicate syndicate = simulation.open("ended");
                    for (int i = 0; i < 5; i++) {
                        simulation.start("waiter", () -> {
                            threads.add(Thread.currentThread());
                            simulation.await(new CompletableFuture<String>());
                        });
                    }
                    syndicate
                            .createActor(() -> new Waiter(threads, simulation))
                            .ask("wait", String.class, Duration.ofDays(1));
                }))
                .isInstanceOf(Throwable.class);
        assertThat(threads).hasSize(6);
        for (Thread thread : threads) {
            assertThat(thread.join(Duration.ofSeconds(5))).isTrue();
        }
    }

    private static final class Waiter extends Actor<String> {

        private final List<Thread> threads;
        private final Simulation simulation;

        Waiter(List<Thread> threads, Simulation simulation) {
            this.threads = threads;
            this.simulation = simulation;
        }

        @Override
        protected void process(Message<String> message) {
            threads.add(Thread.currentThread());
            simulation.await(new CompletableFuture<String>());
        }
    }

    @Test
    void outsideOfASimulationThereIsNone() {
        assertThat(Simulation.current()).isEmpty();
        Simulation.run(1, simulation -> assertThat(Simulation.current()).contains(simulation));
    }

    @Test
    void anAssertionThatFailsInAHandlerFailsTheRun() {
        assertThatThrownBy(() -> Simulation.run(
                        5,
                        simulation -> simulation
                                .open("asserting")
                                .createActor(String.class, (context, message) -> {
                                    throw new AssertionError("not as it should be");
                                })
                                .tell("check")))
                .isInstanceOf(AssertionError.class)
                .hasMessage("not as it should be");
    }

    @Test
    void aThreadThatIsNoneOfTheSimulationCannotBeJoined() {
        Simulation.run(
                5,
                simulation -> assertThatThrownBy(() -> simulation.join(Thread.currentThread()))
                        .isInstanceOf(IllegalArgumentException.class));
    }

    @Test
    void turnsOfDifferentActorsOverlapAndThoseOfOneNeverDo() {
        int[] most = new int[1];
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("overlap");
            ActorRef<String> sink = syndicate.createActor(String.class, (context, message) -> {});
            int[] inside = new int[1];
            List<ActorRef<String>> actors = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                int[] own = new int[1];
                actors.add(syndicate.createActor(String.class, (context, message) -> {
                    most[0] = Math.max(most[0], ++inside[0]);
                    assertThat(++own[0]).isEqualTo(1);
                    sink.tell("somebody else may go on here");
                    simulation.pause();
                    own[0]--;
                    inside[0]--;
                }));
            }
            for (int i = 0; i < 9; i++) {
                actors.get(i % 3).tell("work");
            }
        });

        assertThat(most[0]).isEqualTo(3);
    }
}
