package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorContext;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.AskException;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.StreamRequest;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Streams between two systems, many at a time and both ways, with readers and writers as slow as the seed says, while the way between the
 * two is lost now and then. What is read is what was written, from the first on and without a gap; a writer is never further ahead than it
 * may be; a stream ends as its writer, its reader or the way ended it; and nobody is left behind.
 */
@Timeout(400)
class SimulatedRemoteStreamsTest {

    private static final int SEEDS = 300;
    private static final int READERS = 4;
    private static final int STREAMS = 3;
    private static final int WINDOW = 256;
    private static final Duration LONG = Duration.ofDays(1);

    /** How the writer of a stream ends it. */
    private enum End {
        COMPLETE,
        REPLY,
        FAIL,
        THROW,
        STOP
    }

    /** One stream as it is to be, and how far it has come. One thread of a simulation runs at a time, so it needs no locks. */
    private static final class Plan {

        final int chunks;
        final End end;
        final int closesAt;
        final int changes;
        int written;
        int read;
        boolean begun;
        boolean writerHasEnded;

        Plan(World world) {
            RandomGenerator random = world.simulation.random();
            chunks = random.nextInt(random.nextBoolean() ? 10 : 700);
            end = End.values()[random.nextInt(End.values().length)];
            closesAt = random.nextInt(3) == 0 ? random.nextInt(chunks + 1) : Integer.MAX_VALUE;
            changes = world.changes;
        }
    }

    private record Order(Plan plan) implements StreamRequest<Object, Integer, String> {}

    private static final class World {

        final Simulation simulation;
        final FakeNetwork network = new FakeNetwork();
        final Syndicate left;
        final Syndicate right;
        final List<Plan> plans = new ArrayList<>();

        /** How often the way was lost or found: odd while there is none. */
        int changes;

        boolean over;

        World(Simulation simulation) {
            this.simulation = simulation;
            network.pause();
            left = simulation.open("left", c -> c.remote(network));
            right = simulation.open("right", c -> c.remote(network));
        }

        int random(int bound) {
            return simulation.random().nextInt(bound);
        }

        /** Waits now and then. */
        void dawdle(int seldom) {
            if (random(seldom) == 0) {
                simulation.sleep(Duration.ofNanos(1 + random(500_000)));
            }
        }

        void carry() {
            while (!over) {
                network.step(simulation.random());
                if (network.isIdle() || random(8) == 0) {
                    simulation.sleep(Duration.ofNanos(1 + random(10_000)));
                }
            }
        }

        void loseAndFind() {
            for (int i = random(3); i > 0; i--) {
                simulation.sleep(Duration.ofMillis(random(20)));
                changes++;
                network.lose(left.systemId(), right.systemId(), "loss " + changes);
                while (!network.isIdle()) {
                    simulation.sleep(Duration.ofMillis(1));
                }
                network.find(left.systemId(), right.systemId());
                changes++;
            }
        }
    }

    private static void write(World world, ActorContext<Object> context, Message<Object> message) {
        Plan plan = ((Order) message.content()).plan();
        plan.begun = true;
        ReplySink<Integer, String> sink = message.stream((Order) message.content());
        try {
            while (plan.written < plan.chunks && sink.send(plan.written)) {
                plan.written++;
                assertThat(plan.written - plan.read)
                        .as("how far a writer is ahead")
                        .isLessThanOrEqualTo(WINDOW);
                world.dawdle(50);
            }
        } finally {
            plan.writerHasEnded = true;
        }
        switch (plan.end) {
            case COMPLETE -> sink.complete("all " + plan.chunks);
            case REPLY -> message.reply("all " + plan.chunks);
            case FAIL -> sink.fail(new IllegalStateException("no more"));
            case THROW -> throw new IllegalStateException("no more");
            case STOP -> context.stop();
        }
    }

    private static void read(World world, Syndicate home, Syndicate other) {
        for (int i = 0; i < STREAMS; i++) {
            Plan plan = new Plan(world);
            world.plans.add(plan);
            ActorId writer = other.createActor(Object.class, (context, message) -> write(world, context, message))
                    .id();
            ActorRef<Object> far = home.ref(writer, Object.class);
            try (ReplyStream<Integer, String> stream = far.askStream(new Order(plan), LONG)) {
                if (readAll(world, plan, stream)) {
                    assertThat(stream.result()).isEqualTo("all " + plan.chunks);
                    assertThat(plan.end).isIn(End.COMPLETE, End.REPLY);
                }
            } catch (AskException e) {
                checkFailure(world, plan, e);
            }
        }
    }

    /** Reads all, or as much as it wants; whether it was all. */
    private static boolean readAll(World world, Plan plan, ReplyStream<Integer, String> stream) {
        boolean hurried = world.random(2) == 0;
        while (stream.hasNext()) {
            if (plan.read == plan.closesAt) {
                return false;
            }
            assertThat(stream.next()).isEqualTo(plan.read);
            plan.read++;
            world.dawdle(hurried ? 100 : 5);
        }
        assertThat(plan.read).as("chunks in front of the result").isEqualTo(plan.chunks);
        return true;
    }

    private static void checkFailure(World world, Plan plan, AskException e) {
        assertThat(e).isNotInstanceOf(AskTimeoutException.class);
        if (world.changes > plan.changes || plan.changes % 2 == 1) {
            return; // then it may end anywhere
        }
        assertThat(plan.read).as("chunks in front of a failure").isEqualTo(plan.chunks);
        switch (plan.end) {
            case FAIL, THROW ->
                assertThat(e).isInstanceOf(AskFailedException.class).hasRootCauseMessage("no more");
            case STOP -> assertThat(e).isInstanceOf(AskTargetStoppedException.class);
            case COMPLETE, REPLY -> throw new AssertionError("it had a result", e);
        }
    }

    @Test
    void whatIsReadIsWhatWasWrittenAndAllEnds() {
        try (var _ = QuietLog.of("io.sparkactor.Actor");
                var _ = QuietLog.of("io.sparkactor.Remote")) {
            Simulation.explore(SEEDS, SimulatedRemoteStreamsTest::live);
        }
    }

    private static void live(Simulation simulation) {
        World world = new World(simulation);
        Thread carrier = simulation.start("network", world::carry);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < READERS; i++) {
            boolean fromLeft = i % 2 == 0;
            threads.add(simulation.start(
                    "reader-" + i,
                    () -> read(world, fromLeft ? world.left : world.right, fromLeft ? world.right : world.left)));
        }
        threads.add(simulation.start("losses", world::loseAndFind));
        threads.forEach(simulation::join);
        simulation.sleep(Duration.ofSeconds(1)); // all hear of the last ends
        assertThat(world.network.isIdle()).isTrue();
        assertThat(world.plans)
                .as("writers whose streams have ended")
                .allSatisfy(plan -> assertThat(plan.writerHasEnded).isEqualTo(plan.begun));

        for (Syndicate home : List.of(world.left, world.right)) {
            Ledger ledger = home.close(LONG).ledger();
            assertThat(ledger.balanced()).as("%s", ledger).isTrue();
            assertThat(ledger.inFlight()).isZero();
        }
        world.over = true;
        simulation.join(carrier);
    }
}
