package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.ChildExited;
import io.sparkactor.ExitReason;
import io.sparkactor.Ledger;
import io.sparkactor.LinkExited;
import io.sparkactor.Message;
import io.sparkactor.Signal;
import io.sparkactor.Syndicate;
import io.sparkactor.WatchFailed;
import io.sparkactor.WatchReady;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P2 across systems: two societies monitor, link, stop and fail as the seed says, while the way between them is lost now and then. Each
 * monitor has exactly one exit, or none if it was ended before; both ends of a link are of one mind; nobody speaks after its exit.
 */
@Timeout(120)
class SimulatedRemoteExitsTest {

    private static final int SEEDS = 300;
    private static final int EACH = 3;
    private static final int DRIVERS = 3;
    private static final int ACTS = 15;
    private static final Duration LONG = Duration.ofDays(1);

    /** What a member is told to do, to one of the other system. The common acts stand here more than once. */
    private enum Act {
        SAY,
        SAY_AGAIN,
        MONITOR,
        MONITOR_MORE,
        UNMONITOR,
        LINK,
        LINK_MORE,
        UNLINK,
        UNLINK_MORE,
        STOP_OTHER,
        STOP,
        FAIL
    }

    private record Order(Act act, int whom) {}

    /** The n-th word of its sender to its receiver. */
    private record Word(int number) {}

    private record Way(int from, int to) {}

    /** What the test knows of all members. One thread of a simulation runs at a time, so it needs no locks. */
    private static final class World {

        final Simulation simulation;
        final FakeNetwork network = new FakeNetwork();
        final Syndicate left;
        final Syndicate right;
        final List<Member> members = new ArrayList<>();
        final Map<Way, Integer> words = new HashMap<>();
        final Set<Way> toldOfTheLoss = new HashSet<>();
        int losses;
        boolean over;

        World(Simulation simulation) {
            this.simulation = simulation;
            network.pause();
            left = simulation.open("left", c -> c.remote(network));
            right = simulation.open("right", c -> c.remote(network));
        }

        Member member(ActorRef<?> ref) {
            return members.stream()
                    .filter(member -> member.id.equals(ref.id()))
                    .findFirst()
                    .orElseThrow();
        }

        Member other(Member member, int whom) {
            List<Member> others =
                    members.stream().filter(at -> at.home != member.home).toList();
            return others.get(whom % others.size());
        }

        Stream<Member> living() {
            return members.stream().filter(member -> !member.ended);
        }

        int random(int bound) {
            return simulation.random().nextInt(bound);
        }

        void lose() {
            losses++;
            network.lose(left.systemId(), right.systemId(), "loss " + losses);
        }

        /** The network: something arrives now and then. */
        void carry() {
            while (!over) {
                network.step(simulation.random());
                simulation.sleep(Duration.ofNanos(1 + random(1_000_000)));
            }
        }

        void loseAndFind() {
            for (int i = random(3); i > 0; i--) {
                simulation.sleep(Duration.ofMillis(random(20)));
                lose();
                while (!network.isIdle()) {
                    simulation.sleep(Duration.ofMillis(1));
                }
                network.find(left.systemId(), right.systemId());
            }
        }
    }

    private static final class Member extends Actor<Object> {

        final World world;
        final Syndicate home;
        final int index;
        final boolean traps;
        ActorId id;
        boolean ended;

        /** Whom this one monitors; how often the way had been lost when it began to. */
        final Map<Member, Integer> monitored = new HashMap<>();

        private final Map<Member, Integer> heard = new HashMap<>();
        private final Set<Member> gone = new HashSet<>();
        private final Set<Member> linkExits = new HashSet<>();

        Member(World world, Syndicate home, boolean traps) {
            this.world = world;
            this.home = home;
            this.traps = traps;
            this.index = world.members.size();
            world.members.add(this);
        }

        @Override
        protected void preStart() {
            id = self().id();
            trapExits(traps);
        }

        private ActorRef<Object> far(Member other) {
            return home.ref(other.id, Object.class);
        }

        @Override
        protected void process(Message<Object> message) {
            switch (message.content()) {
                case Order(Act act, int whom) -> obey(act, world.other(this, whom));
                case Word(int number) -> hear(number, world.member(message.sender()));
                default -> throw new AssertionError(message.content());
            }
        }

        private void obey(Act act, Member other) {
            switch (act) {
                case SAY, SAY_AGAIN -> say(other);
                case MONITOR, MONITOR_MORE -> {
                    monitored.putIfAbsent(other, world.losses);
                    monitor(far(other));
                }
                case UNMONITOR -> {
                    monitored.remove(other);
                    unmonitor(far(other));
                }
                case LINK, LINK_MORE -> link(far(other));
                case UNLINK, UNLINK_MORE -> unlink(far(other));
                case STOP_OTHER -> {
                    if (world.random(4) == 0) {
                        stop(far(other));
                    }
                }
                case STOP -> stop();
                case FAIL -> throw new IllegalStateException("unlucky");
            }
        }

        private void stop(ActorRef<?> other) {
            context().stop(other);
        }

        private void say(Member other) {
            tell(new Word(world.words.merge(new Way(index, other.index), 1, Integer::sum)), far(other));
        }

        private void hear(int number, Member from) {
            assertThat(gone).as("who is gone when a word comes").doesNotContain(from);
            int before = heard.getOrDefault(from, 0);
            assertThat(number).as("number of the word that comes").isGreaterThan(before);
            if (world.losses == 0) {
                assertThat(number).isEqualTo(before + 1);
            }
            heard.put(from, number);
        }

        @Override
        protected void onSignal(Signal signal) {
            switch (signal) {
                case ActorExited(ActorRef<?> actor, ExitReason reason) -> {
                    Member other = world.member(actor);
                    assertThat(actor).isEqualTo(far(other));
                    assertThat(monitored.remove(other))
                            .as("the end of one that is monitored, told once")
                            .isNotNull();
                    goes(other, reason);
                }
                case LinkExited(ActorRef<?> actor, ExitReason reason) -> {
                    Member other = world.member(actor);
                    assertThat(traps).as("told instead of stopped").isTrue();
                    if (reason instanceof ExitReason.Unreachable(String why) && why.equals("loss " + world.losses)) {
                        world.toldOfTheLoss.add(new Way(index, other.index));
                    } else if (!(reason instanceof ExitReason.Unreachable || reason instanceof ExitReason.NoActor)) {
                        assertThat(linkExits.add(other))
                                .as("an exit by a link, told once")
                                .isTrue();
                    }
                    goes(other, reason);
                }
                case ChildExited _, WatchReady _, WatchFailed _ -> throw new AssertionError(signal);
            }
        }

        private void goes(Member other, ExitReason reason) {
            if (reason instanceof ExitReason.Unreachable) {
                return; // it may live on
            }
            assertThat(other.ended)
                    .as("whether %s has ended: %s", other, reason)
                    .isTrue();
            gone.add(other);
            if (world.losses == 0) {
                assertThat(heard.getOrDefault(other, 0))
                        .as("words that came before the exit of their sender")
                        .isEqualTo(world.words.getOrDefault(new Way(other.index, index), 0));
            }
        }

        @Override
        protected void postStop() {
            if (world.losses == 0) {
                say(world.other(this, world.random(EACH)));
            }
            ended = true;
        }

        @Override
        public String toString() {
            return "member " + index;
        }
    }

    @Test
    void everyMonitorHasOneExitAndBothEndsOfALinkAgree() {
        try (var _ = QuietLog.of("io.sparkactor.Actor");
                var _ = QuietLog.of("io.sparkactor.Remote")) {
            Simulation.explore(SEEDS, SimulatedRemoteExitsTest::live);
        }
    }

    private static void live(Simulation simulation) {
        World world = new World(simulation);
        boolean allTrap = world.random(2) == 0;
        for (Syndicate home : List.of(world.left, world.right)) {
            for (int i = 0; i < EACH; i++) {
                Member member = new Member(world, home, allTrap || world.random(2) == 0);
                home.createActor(() -> member);
            }
        }
        Thread carrier = simulation.start("network", world::carry);
        List<Thread> drivers = new ArrayList<>(IntStream.range(0, DRIVERS)
                .mapToObj(number -> simulation.start("driver-" + number, () -> drive(world)))
                .toList());
        drivers.add(simulation.start("losses", world::loseAndFind));
        drivers.forEach(simulation::join);
        simulation.sleep(Duration.ofSeconds(1)); // all do what they were told
        assertThat(world.network.isIdle()).isTrue();
        checkMonitors(world);
        checkLinks(world);

        for (Syndicate home : List.of(world.left, world.right)) {
            Ledger ledger = home.close(LONG).ledger();
            assertThat(ledger.balanced()).as("%s", ledger).isTrue();
            assertThat(ledger.inFlight()).isZero();
        }
        world.over = true;
        simulation.join(carrier);
    }

    private static void drive(World world) {
        Act[] acts = Act.values();
        for (int i = 0; i < ACTS; i++) {
            Member member = world.members.get(world.random(world.members.size()));
            Act act = acts[world.random(acts.length)];
            if (act.compareTo(Act.STOP_OTHER) >= 0 && world.random(3) > 0) {
                act = Act.LINK;
            }
            member.home.ref(member.id, Object.class).tell(new Order(act, world.random(EACH)));
            world.simulation.sleep(Duration.ofNanos(1 + world.random(2_000_000)));
        }
    }

    private static void checkMonitors(World world) {
        assertThat(world.living())
                .allSatisfy(member -> assertThat(member.monitored)
                        .as("monitored by %s and silent", member)
                        .allSatisfy((other, losses) -> {
                            assertThat(other.ended)
                                    .as("whether %s has ended", other)
                                    .isFalse();
                            assertThat(losses)
                                    .as("losses when %s was monitored", other)
                                    .isEqualTo(world.losses);
                        }));
    }

    /** Who is linked is told that the way is lost: either both or none of two that live. */
    private static void checkLinks(World world) {
        List<Member> living = world.living().toList();
        world.toldOfTheLoss.clear();
        world.lose();
        world.simulation.sleep(Duration.ofSeconds(1));
        for (Way told : world.toldOfTheLoss) {
            Member other = world.members.get(told.to());
            assertThat(living).as("linked with %s", told).contains(other);
            if (other.traps) {
                assertThat(world.toldOfTheLoss).contains(new Way(told.to(), told.from()));
            } else {
                assertThat(other.ended).as("%s is linked, and has ended", other).isTrue();
            }
        }
    }
}
