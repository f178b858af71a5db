package io.sparkactor.testkit.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.Message;
import io.sparkactor.Request;
import io.sparkactor.Syndicate;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** One seed is one run. */
@Timeout(120)
class SimulationReplayTest {

    private static final int SEEDS = Integer.getInteger("spark.replays", 200);

    @Test
    void oneSeedGivesTheSameTraceByteByByteHoweverOftenItRuns() {
        Set<Long> hashes = new HashSet<>();
        for (int seed = 0; seed < SEEDS; seed++) {
            SimulationTrace first = Simulation.run(seed, Chatter::run);
            for (int again = 0; again < 2; again++) {
                SimulationTrace trace = Simulation.run(seed, Chatter::run);
                assertThat(trace.toString().equals(first.toString()))
                        .as("seed %s goes the same way, also at line %s", seed, first.firstDifference(trace))
                        .isTrue();
            }
            hashes.add(first.hash());
        }

        assertThat(hashes).as("seeds that differ from each other").hasSizeGreaterThan(SEEDS * 9 / 10);
    }

    @Test
    void theTraceHoldsSwitchesEventsAndNotes() {
        SimulationTrace trace = Simulation.run(11, Chatter::run);

        assertThat(trace.lines())
                .anyMatch(line -> line.endsWith("spark://chatter/parent begins"))
                .anyMatch(line -> line.contains("ActorStarted[path=spark://chatter/parent]"))
                .anyMatch(line -> line.contains("body notes: future reply to future"))
                .allMatch(line -> line.matches("\\d+\\.\\d{9} .+"));
    }

    sealed interface Command {}

    record Free() implements Command, Request<Command, Boolean> {}

    record Take(String who) implements Command, Request<Command, Boolean> {}

    /** A seat that believes its customers: they ask first whether it is free, and then take it. */
    private static final class Seat extends Actor<Command> {

        private int taken;

        @Override
        protected void process(Message<Command> message) {
            switch (message.content()) {
                case Free free -> message.reply(free, taken == 0);
                case Take take -> {
                    taken++;
                    message.reply(take, taken == 1);
                }
            }
        }
    }

    private static void twoBuyOneSeat(Simulation simulation) {
        ActorRef<Command> seat = simulation.open("theatre").createActor(Seat::new);
        Thread first = simulation.start("ann", () -> buy(seat, "ann"));
        Thread second = simulation.start("bob", () -> buy(seat, "bob"));
        simulation.join(first);
        simulation.join(second);
    }

    private static void buy(ActorRef<Command> seat, String who) {
        if (seat.ask(new Free(), Duration.ofSeconds(1)) && !seat.ask(new Take(who), Duration.ofSeconds(1))) {
            throw new IllegalStateException(who + " has a ticket and no seat");
        }
    }

    @Test
    void aCheckThatIsTornFromItsActIsFoundAndItsSeedRepeatsItThreeTimes() {
        AssertionError found =
                (AssertionError) catchThrowable(() -> Simulation.explore(1_000, SimulationReplayTest::twoBuyOneSeat));

        assertThat(found)
                .hasMessageContaining("has a ticket and no seat")
                .hasMessageContaining("3 of 3 runs went the same way, byte by byte (")
                .hasMessageContaining("spark://theatre/seat-")
                .hasCauseInstanceOf(IllegalStateException.class);
        var seed = Pattern.compile("-Dspark\\.seed=(\\d+)").matcher(found.getMessage());
        assertThat(seed.find()).isTrue();
        long number = Long.parseLong(seed.group(1));
        Set<SimulationTrace> traces = new HashSet<>();
        for (int again = 0; again < 3; again++) {
            SimulatedRun run = SimulatedRun.of(number, SimulationLimits.DEFAULT, SimulationReplayTest::twoBuyOneSeat);
            assertThat(run.failure()).hasToString(String.valueOf(found.getCause()));
            traces.add(run.trace());
        }
        assertThat(traces).hasSize(1);
    }

    /** Keeps what the store said, until it is told to forget. */
    private static final class Cache extends Actor<Object> {

        private final ActorRef<Object> store;
        private int kept = -1;

        Cache(ActorRef<Object> store) {
            this.store = store;
        }

        @Override
        protected void process(Message<Object> message) {
            if (message.content() instanceof Integer value) {
                kept = value;
            } else if (message.content().equals("forget")) {
                kept = -1;
            } else {
                if (kept < 0) {
                    ActorRef<Object> self = self();
                    // The fault: what it is told to forget in between comes back.
                    var _ = store.askAsync("read", Integer.class).thenAccept(self::tell);
                }
                message.reply(kept);
            }
        }
    }

    private static void readThroughACache(Simulation simulation) {
        Syndicate syndicate = simulation.open("cache");
        int[] stored = new int[1];
        ActorRef<Object> store = syndicate.createActor(Object.class, (context, message) -> {
            if (message.content() instanceof Integer value) {
                stored[0] = value;
                message.reply("stored");
            } else {
                message.reply(stored[0]);
            }
        });
        ActorRef<Object> cache = syndicate.createActor(() -> new Cache(store));
        Thread reader = simulation.start("reader", () -> cache.ask("read", Integer.class));
        for (int value = 1; value <= 3; value++) {
            store.ask(value, String.class);
            cache.tell("forget");
        }
        simulation.join(reader);
        simulation.sleep(Duration.ofSeconds(1));
        assertThat(cache.ask("read", Integer.class)).isIn(-1, 3);
    }

    @Test
    void anOrderThatComesUpInFewRunsIsFoundToo() {
        AssertionError found = (AssertionError)
                catchThrowable(() -> Simulation.explore(1_000, SimulationReplayTest::readThroughACache));

        assertThat(found)
                .hasMessageContaining("body fails: ")
                .hasMessageContaining("3 of 3 runs went the same way, byte by byte (");
        long failing = IntStream.range(0, 500)
                .filter(seed -> SimulatedRun.of(seed, SimulationLimits.DEFAULT, SimulationReplayTest::readThroughACache)
                                .failure()
                        != null)
                .count();
        assertThat(failing).as("failing seeds of 500").isBetween(1L, 250L);
    }

    @Test
    void aTestThatKeepsSomethingFromRunToRunIsToldSo() {
        int[] runs = new int[1];
        assertThatThrownBy(() -> Simulation.explore(1, simulation -> {
                    runs[0]++;
                    simulation.note("run " + runs[0]);
                    throw new IllegalStateException("fails");
                }))
                .hasMessageContaining("RUN 2 WENT ANOTHER WAY")
                .hasMessageContaining("notes: run 1")
                .hasMessageContaining("notes: run 2");
    }

    @Test
    void aThirdRunThatGoesAnotherWayIsToldToo() {
        int[] runs = new int[1];
        assertThatThrownBy(() -> Simulation.explore(1, simulation -> {
                    runs[0]++;
                    simulation.note("third: " + (runs[0] == 3));
                    throw new IllegalStateException("fails");
                }))
                .hasMessageContaining("RUN 3 WENT ANOTHER WAY");
    }
}
