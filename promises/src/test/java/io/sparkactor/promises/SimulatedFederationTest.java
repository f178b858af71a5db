package io.sparkactor.promises;

import static io.sparkactor.promises.Confederates.addressOf;
import static io.sparkactor.promises.Confederates.members;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.FederationMember.Health;
import io.sparkactor.Ledger;
import io.sparkactor.Placement;
import io.sparkactor.PlacementException;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.RuntimeEvent.MemberJoined;
import io.sparkactor.RuntimeEvent.MemberLeft;
import io.sparkactor.Syndicate;
import io.sparkactor.promises.Confederates.Painter;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Leases in virtual time, and systems that join, place, are lost and leave as the seed says. */
@Timeout(300)
class SimulatedFederationTest {

    private static final int SEEDS = 100;
    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofDays(1);

    /** Systems whose network is a thread of the simulation. */
    private static final class World implements AutoCloseable {

        final Simulation simulation;
        final FakeNetwork network = new FakeNetwork();
        final List<Syndicate> all = new ArrayList<>();
        final Thread carrier;
        boolean silent;
        boolean over;

        World(Simulation simulation, String... names) {
            this.simulation = simulation;
            network.pause();
            for (String name : names) {
                all.add(simulation.open(
                        name,
                        c -> c.remote(network)
                                .federation(f -> f.token(Confederates.TOKEN)
                                        .host(Painter.class)
                                        .lease(LEASE)
                                        .capability(name, true))));
            }
            carrier = simulation.start("network", this::carry);
        }

        private void carry() {
            while (!over) {
                boolean busy = !silent && network.step(simulation.random());
                simulation.sleep(Duration.ofNanos(1 + simulation.random().nextInt(busy ? 1_000_000 : 10_000_000)));
            }
        }

        Syndicate at(int index) {
            return all.get(index);
        }

        /** What happens to the members that a system knows, from now on. */
        List<RuntimeEvent> events(int index) {
            List<RuntimeEvent> events = new ArrayList<>();
            at(index).subscribe(MemberJoined.class, events::add);
            at(index).subscribe(MemberLeft.class, events::add);
            return events;
        }

        void join(int joiner, int member) {
            at(joiner).federation().join(at(member).systemId(), addressOf(at(member)));
        }

        @Override
        public void close() {
            silent = false;
            for (Syndicate each : all) {
                Ledger ledger = each.close(LONG).ledger();
                assertThat(ledger.balanced()).as("%s", ledger).isTrue();
                assertThat(ledger.inFlight()).isZero();
            }
            over = true;
            simulation.join(carrier);
        }
    }

    @Test
    void aLeaseIsRenewedForEverAndOneThatIsNotEnds() {
        Simulation.explore(20, simulation -> {
            try (World world = new World(simulation, "a", "b", "c")) {
                world.join(1, 0);
                simulation.sleep(Duration.ofMinutes(10));
                assertThat(members(world.at(0))).containsExactly("a", "b");
                assertThat(members(world.at(1))).containsExactly("a", "b");

                List<RuntimeEvent> events = world.events(0);
                world.silent = true; // no way is lost, but nothing arrives
                simulation.sleep(Duration.ofSeconds(20));
                assertThat(world.at(0)
                                .federation()
                                .member(world.at(1).systemId())
                                .orElseThrow()
                                .health())
                        .isEqualTo(Health.SUSPECT);
                simulation.sleep(Duration.ofSeconds(21)); // a lease and a third
                assertThat(members(world.at(0))).containsExactly("a");
                assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                MemberLeft.class,
                                event -> assertThat(event.why()).isEqualTo(MemberLeft.Why.LEASE_EXPIRED));

                world.silent = false;
                simulation.sleep(LEASE);
                assertThat(members(world.at(0)))
                        .as("who has joined calls again")
                        .containsExactly("a", "b");
                assertThat(members(world.at(1))).containsExactly("a", "b");
            }
        });
    }

    /** Neither knows which of the two keys the other one holds for the newer. */
    @Test
    void bothMayJoinEachOtherAtOnce() {
        Simulation.explore(SEEDS, simulation -> {
            try (World world = new World(simulation, "a", "b")) {
                List<RuntimeEvent> events = world.events(0);
                Thread other = simulation.start("b joins", () -> world.join(1, 0));
                world.join(0, 1);
                simulation.join(other);
                simulation.sleep(LEASE.multipliedBy(5));
                assertThat(members(world.at(0))).containsExactly("a", "b");
                assertThat(members(world.at(1))).containsExactly("a", "b");
                assertThat(events).hasOnlyElementsOfType(MemberJoined.class).hasSize(1);
            }
        });
    }

    @Test
    void thoseThatDoNotAnswerAreWaitedForTogether() {
        Simulation.explore(5, simulation -> {
            try (World world = new World(simulation, "a", "b")) {
                FakeCalls calls = world.network.connectByCall();
                for (String name : List.of("x", "y", "z")) {
                    world.all.add(simulation.open(
                            name,
                            c -> c.remote(world.network)
                                    .federation(f -> f.token(Confederates.TOKEN)
                                            .lease(LEASE)
                                            .address("elsewhere:1"))));
                    world.join(world.all.size() - 1, 0);
                }
                calls.ringOn();
                Duration before = simulation.elapsed();
                world.join(1, 0);

                assertThat(simulation.elapsed().minus(before)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
                assertThat(members(world.at(1))).contains("a", "b");
                simulation.sleep(LEASE);
                assertThat(calls.made())
                        .as("who was not waited for is called later")
                        .filteredOn("b calls elsewhere:1"::equals)
                        .hasSizeGreaterThan(3);
            }
        });
    }

    /** What one of them says to another makes those call each other that have not met. */
    @Test
    void twoFederationsBecomeOne() {
        Simulation.explore(20, simulation -> {
            try (World world = new World(simulation, "a", "b", "c", "d")) {
                world.join(1, 0);
                world.join(3, 2);
                world.join(2, 0);
                simulation.sleep(LEASE.multipliedBy(2));
                for (Syndicate each : world.all) {
                    assertThat(members(each)).as("known to " + each.name()).containsExactly("a", "b", "c", "d");
                }
            }
        });
    }

    @Test
    void whoIsLostIsNoMemberAndIsCalledAgain() {
        Simulation.explore(20, simulation -> {
            try (World world = new World(simulation, "a", "b")) {
                world.join(0, 1);
                List<RuntimeEvent> events = world.events(0);
                loseAndFind(world, 0, 1);
                simulation.sleep(Duration.ofSeconds(1));
                assertThat(events)
                        .singleElement()
                        .isInstanceOfSatisfying(
                                MemberLeft.class,
                                event -> assertThat(event.why()).isEqualTo(MemberLeft.Why.UNREACHABLE));
                simulation.sleep(LEASE);
                assertThat(members(world.at(0))).as("called again").containsExactly("a", "b");
                assertThat(members(world.at(1))).containsExactly("a", "b");
                assertThat(events).hasSize(2).last().isInstanceOf(MemberJoined.class);
            }
        });
    }

    @Test
    void whateverHappensAllAgreeInTheEnd() {
        try (var _ = QuietLog.of("io.sparkactor.Federation");
                var _ = QuietLog.of("io.sparkactor.Remote")) {
            Simulation.explore(SEEDS, SimulatedFederationTest::live);
        }
    }

    private static void live(Simulation simulation) {
        try (World world = new World(simulation, "a", "b", "c")) {
            Thread first = simulation.start("b joins", () -> world.join(1, 0));
            Thread second = simulation.start(
                    "c joins", () -> world.join(2, simulation.random().nextInt(2)));
            Thread third = simulation.start("a joins", () -> world.join(0, 1));
            List.of(first, second, third).forEach(simulation::join);
            simulation.sleep(LEASE);
            for (Syndicate each : world.all) {
                assertThat(members(each)).as("known to " + each.name()).containsExactly("a", "b", "c");
            }
            List<Thread> placers = new ArrayList<>();
            for (Syndicate each : world.all) {
                placers.add(simulation.start("places", () -> place(simulation, each)));
            }
            for (int i = simulation.random().nextInt(3); i > 0; i--) {
                int one = simulation.random().nextInt(3);
                loseAndFind(world, one, (one + 1 + simulation.random().nextInt(2)) % 3);
            }
            placers.forEach(simulation::join);
            simulation.sleep(LEASE.multipliedBy(3));
            for (Syndicate each : world.all) {
                assertThat(members(each)).as("known to " + each.name()).containsExactly("a", "b", "c");
            }
            world.at(2).federation().leave();
            simulation.sleep(LEASE.multipliedBy(3));
            assertThat(members(world.at(0))).containsExactly("a", "b");
            assertThat(members(world.at(1))).containsExactly("a", "b");
            assertThat(members(world.at(2))).containsExactly("c");
        }
    }

    private static void place(Simulation simulation, Syndicate from) {
        for (int i = 0; i < 5; i++) {
            String where = List.of("a", "b", "c").get(simulation.random().nextInt(3));
            try {
                ActorRef<String> placed = from.createActor(Painter.in("x").requiring(where, true), Placement.auto());
                assertThat(placed.ask("?", String.class)).isEqualTo(where + " paints it x");
            } catch (PlacementException | io.sparkactor.AskException e) {
                // As when the way is lost just now.
                simulation.sleep(Duration.ofMillis(10));
            }
        }
    }

    private static void loseAndFind(World world, int one, int other) {
        Simulation simulation = world.simulation;
        simulation.sleep(Duration.ofMillis(simulation.random().nextInt(20)));
        world.network.lose(world.at(one).systemId(), world.at(other).systemId(), "a digger");
        while (!world.network.isIdle()) {
            simulation.sleep(Duration.ofMillis(1));
        }
        world.network.find(world.at(one).systemId(), world.at(other).systemId());
    }
}
