package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.CloseReport;
import io.sparkactor.Message;
import io.sparkactor.SparkException;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P6: a syndicate closes while threads and actors create actors, some slowly, some in vain. Whoever has begun must end, once, and
 * before the close returns, unless the report names it, a parent or a child.
 */
@Timeout(120)
class SimulatedCloseTest {

    private static final int SEEDS = 200;
    private static final int CREATORS = 3;
    private static final int CREATED = 4;
    private static final int DEPTH = 3;

    /** The time for which a drain waits; the stop that comes then takes less than a second more. */
    private static final Duration DRAIN = Duration.ofMillis(20);

    private enum Life {
        STARTS,
        LIVES,
        HAS_FAILED,
        HAS_ENDED
    }

    /** What the test knows of all actors. One thread of a simulation runs at a time, so it needs no locks. */
    private static final class Census {

        final Simulation simulation;
        final Map<String, Life> lives = new HashMap<>();

        Census(Simulation simulation) {
            this.simulation = simulation;
        }

        void comes(String path, Life from, Life to) {
            assertThat(lives.put(path, to))
                    .as("life of %s before it is %s", path, to)
                    .isEqualTo(from);
        }

        List<String> thoseThat(Life start, Life life) {
            return lives.keySet().stream()
                    .filter(path -> lives.get(path) == start || lives.get(path) == life)
                    .sorted()
                    .toList();
        }

        /** Mostly nothing; now and then long, for an actor that the close does not wait for. */
        void doze() {
            int most = simulation.random().nextInt(8) == 0 ? 3_000 : 6;
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(most)));
        }
    }

    private static final class Breeder extends Actor<Integer> {

        private final Census census;
        private final List<ActorRef<Integer>> known;

        Breeder(Census census, List<ActorRef<Integer>> known) {
            this.census = census;
            this.known = known;
        }

        @Override
        protected void preStart() {
            String path = self().path();
            census.lives.put(path, Life.STARTS);
            switch (census.simulation.random().nextInt(5)) {
                case 0 -> census.doze();
                case 1 -> census.simulation.pause();
                case 2 -> List.copyOf(known).forEach(ref -> ref.tell(0));
                case 3 -> {
                    if (census.simulation.random().nextBoolean()) {
                        census.comes(path, Life.STARTS, Life.HAS_FAILED);
                        throw new IllegalStateException("does not want to live");
                    }
                }
                default -> {}
            }
            census.comes(path, Life.STARTS, Life.LIVES);
        }

        @Override
        protected void process(Message<Integer> message) {
            int depth = message.content();
            if (depth > 0) {
                create(() -> createActor(() -> new Breeder(census, known)), depth - 1, known);
            }
            switch (census.simulation.random().nextInt(6)) {
                case 0 -> census.doze();
                case 1 -> stop();
                case 2 -> throw new IllegalStateException("unlucky");
                default -> {}
            }
        }

        @Override
        protected void postStop() {
            census.comes(self().path(), Life.LIVES, Life.HAS_ENDED);
        }
    }

    private interface Creation {
        ActorRef<Integer> create();
    }

    private static void create(Creation creation, int depth, List<ActorRef<Integer>> known) {
        try {
            ActorRef<Integer> child = creation.create();
            known.add(child);
            child.tell(depth);
            child.tell(depth);
        } catch (SparkException e) {
            // it does not want to live, or its parent or the syndicate has ended
        }
    }

    @Test
    void whoeverHasBegunEndsWithTheSyndicate() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, SimulatedCloseTest::liveAndClose);
        }
    }

    private static void liveAndClose(Simulation simulation) {
        Syndicate syndicate = simulation.open("close");
        Census census = new Census(simulation);
        List<ActorRef<Integer>> known = new ArrayList<>();
        List<Thread> creators = IntStream.range(0, CREATORS)
                .mapToObj(number -> simulation.start("creator-" + number, () -> {
                    for (int i = 0; i < CREATED; i++) {
                        create(() -> syndicate.createActor(() -> new Breeder(census, known)), DEPTH, known);
                        simulation.sleep(Duration.ofMillis(simulation.random().nextInt(4)));
                    }
                }))
                .toList();
        simulation.sleep(Duration.ofMillis(simulation.random().nextInt(12)));
        Duration begun = simulation.elapsed();
        CloseReport report = syndicate.close(DRAIN);

        assertThat(simulation.elapsed().minus(begun))
                .as("time that the close took")
                .isLessThan(Duration.ofSeconds(1));
        assertThat(census.thoseThat(Life.STARTS, Life.LIVES))
                .as("actors that live when the close returns, and that it does not name")
                .allMatch(path -> report.running().stream().anyMatch(named -> isKin(path, named)));
        creators.forEach(simulation::join);
        simulation.sleep(Duration.ofMinutes(1));
        assertThat(census.thoseThat(Life.STARTS, Life.LIVES))
                .as("actors that live long after the close")
                .isEmpty();
        assertThat(syndicate.ledger().balanced()).as("%s", syndicate.ledger()).isTrue();
        assertThat(syndicate.ledger().inFlight()).isZero();
    }

    /** Whether one of two comes from the other: a parent ends behind its children. */
    private static boolean isKin(String path, String other) {
        return (path + "/").startsWith(other + "/") || (other + "/").startsWith(path + "/");
    }
}
