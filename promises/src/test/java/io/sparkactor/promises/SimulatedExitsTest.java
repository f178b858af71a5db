package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ChildExited;
import io.sparkactor.ExitReason;
import io.sparkactor.Ledger;
import io.sparkactor.LinkExited;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * P2: what actors learn of each other's ends. A small society says, works, monitors, links, has children, stops and fails as the seed
 * says; afterwards everybody must know what there is to know, once, and never before the last word of the one that is gone.
 */
@Timeout(120)
class SimulatedExitsTest {

    private static final int SEEDS = 200;
    private static final int FOUNDERS = 4;
    private static final int MOST_MEMBERS = 9;
    private static final int DRIVERS = 3;
    private static final int ACTS = 15;
    private static final Duration LONG = Duration.ofDays(1);

    /** What a member is told to do, to another one where that makes sense. The common acts stand here more than once. */
    private enum Act {
        SAY,
        SAY_AGAIN,
        GIVE_WORK,
        GIVE_LAST_WORK,
        MONITOR,
        MONITOR_MORE,
        UNMONITOR,
        LINK,
        LINK_MORE,
        UNLINK,
        HAVE_CHILD,
        DOZE,
        STOP,
        FAIL
    }

    private record Order(Act act, int whom) {}

    /** The n-th word of its sender to its receiver. */
    private record Word(int number) {}

    private record Work(boolean last) {}

    private record Bond(int low, int high) {}

    private record Way(int from, int to) {}

    /** What the test knows of all members. One thread of a simulation runs at a time, so it needs no locks. */
    private static final class Society {

        final Simulation simulation;
        final List<Member> members = new ArrayList<>();
        final Set<Bond> bonds = new HashSet<>();
        final Map<Way, Integer> words = new HashMap<>();
        final Map<String, ExitReason> exits = new HashMap<>();

        Society(Simulation simulation) {
            this.simulation = simulation;
        }

        Member member(ActorRef<?> ref) {
            return members.stream()
                    .filter(member -> member.ref.equals(ref))
                    .findFirst()
                    .orElseThrow();
        }

        static Bond bond(Member one, Member other) {
            return new Bond(Math.min(one.index, other.index), Math.max(one.index, other.index));
        }

        /** Counted before it is sent: the receiver may be faster than the return of tell. */
        Word nextWord(Member from, Member to) {
            return new Word(words.merge(new Way(from.index, to.index), 1, Integer::sum));
        }

        int wordsFrom(Member from, Member to) {
            return words.getOrDefault(new Way(from.index, to.index), 0);
        }

        void see(RuntimeEvent.ActorStopped stopped) {
            assertThat(exits.put(stopped.path(), stopped.reason()))
                    .as("what was told of an earlier stop of %s", stopped.path())
                    .isNull();
        }
    }

    private static final class Member extends Actor<Object> {

        final Society society;
        final int index;
        ActorRef<Object> ref;
        final boolean traps;
        int ends;
        final Set<Member> monitored = new HashSet<>();
        final Set<Member> children = new HashSet<>();
        private final Map<Member, Integer> heard = new HashMap<>();
        private final Set<Member> gone = new HashSet<>();

        Member(Society society) {
            this.society = society;
            this.index = society.members.size();
            this.traps = society.simulation.random().nextInt(3) == 0;
            society.members.add(this);
        }

        @Override
        protected void preStart() {
            ref = self();
            trapExits(traps);
            for (Member other : List.copyOf(society.members)) {
                if (other.ref != null && society.simulation.random().nextInt(3) > 0) {
                    observe(other);
                }
            }
        }

        private void observe(Member other) {
            if (other != this) {
                monitored.add(other);
                monitor(other.ref);
            }
        }

        @Override
        protected void process(Message<Object> message) {
            switch (message.content()) {
                case Order(Act act, int whom) -> obey(act, society.members.get(whom % society.members.size()));
                case Word(int number) -> hear(number, society.member(message.sender()));
                case Work(boolean last) -> {
                    doze();
                    message.reply(society.nextWord(this, society.member(message.sender())));
                    if (last) {
                        stop();
                    }
                }
                default -> throw new AssertionError(message.content());
            }
        }

        private void obey(Act act, Member other) {
            switch (act) {
                case SAY, SAY_AGAIN -> say(other);
                case GIVE_WORK, GIVE_LAST_WORK -> tell(new Work(act == Act.GIVE_LAST_WORK), other.ref);
                case MONITOR, MONITOR_MORE -> observe(other);
                case UNMONITOR -> {
                    monitored.remove(other);
                    unmonitor(other.ref);
                }
                case LINK, LINK_MORE -> {
                    if (other != this) {
                        society.bonds.add(Society.bond(this, other));
                        link(other.ref);
                    }
                }
                case UNLINK -> {
                    society.bonds.remove(Society.bond(this, other));
                    unlink(other.ref);
                }
                case HAVE_CHILD -> {
                    if (society.members.size() < MOST_MEMBERS) {
                        Member child = new Member(society);
                        children.add(child);
                        createActor(() -> child);
                    }
                }
                case DOZE -> doze();
                case STOP -> stop();
                case FAIL -> throw new IllegalStateException("unlucky");
            }
        }

        private void say(Member other) {
            tell(society.nextWord(this, other), other.ref);
        }

        private void doze() {
            society.simulation.sleep(
                    Duration.ofMillis(society.simulation.random().nextInt(3)));
        }

        private void hear(int number, Member from) {
            assertThat(gone).as("who is gone when a word comes").doesNotContain(from);
            assertThat(number).as("number of the word that comes").isEqualTo(heard.merge(from, 1, Integer::sum));
        }

        @Override
        protected void onSignal(Signal signal) {
            switch (signal) {
                case ActorExited exited -> {
                    Member other = society.member(exited.actor());
                    assertThat(monitored.remove(other))
                            .as("the end of one that is monitored, told once")
                            .isTrue();
                    goes(other);
                }
                case ChildExited exited -> {
                    Member child = society.member(exited.child());
                    assertThat(children.remove(child))
                            .as("the end of a child, told once")
                            .isTrue();
                    goes(child);
                }
                case LinkExited exited -> {
                    Member other = society.member(exited.actor());
                    assertThat(traps).as("told instead of stopped").isTrue();
                    society.bonds.remove(Society.bond(this, other));
                    goes(other);
                }
                case WatchReady _, WatchFailed _ -> throw new AssertionError("nobody watches anything: " + signal);
            }
        }

        private void goes(Member other) {
            gone.add(other);
            assertThat(heard.getOrDefault(other, 0))
                    .as("words that came before the exit of their sender")
                    .isEqualTo(society.wordsFrom(other, this));
        }

        @Override
        protected void postStop() {
            for (int i = society.simulation.random().nextInt(3); i > 0; i--) {
                say(society.members.get(society.simulation.random().nextInt(society.members.size())));
            }
            ends++;
        }

        boolean lives() {
            return ends == 0;
        }

        @Override
        public String toString() {
            return "member " + index;
        }
    }

    @Test
    void everybodyLearnsOfTheEndsThatConcernThemOnceAndBehindTheLastWord() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, SimulatedExitsTest::live);
        }
    }

    private static void live(Simulation simulation) {
        Syndicate syndicate = simulation.open("society");
        Society society = new Society(simulation);
        syndicate.subscribe(RuntimeEvent.ActorStopped.class, society::see);
        for (int i = 0; i < FOUNDERS; i++) {
            Member founder = new Member(society);
            syndicate.createActor(() -> founder);
        }
        List<Thread> drivers = IntStream.range(0, DRIVERS)
                .mapToObj(number -> simulation.start("driver-" + number, () -> drive(simulation, society)))
                .toList();
        drivers.forEach(simulation::join);
        simulation.sleep(Duration.ofSeconds(1)); // all do what they were told

        checkTheLiving(society);
        checkTheBonds(society);
        Ledger ledger = syndicate.close(LONG).ledger();
        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
        assertThat(society.members)
                .allSatisfy(member ->
                        assertThat(member.ends).as("ends of %s", member).isEqualTo(1));
    }

    private static void drive(Simulation simulation, Society society) {
        Act[] acts = Act.values();
        for (int i = 0; i < ACTS; i++) {
            Member member = society.members.get(simulation.random().nextInt(society.members.size()));
            Act act = acts[simulation.random().nextInt(acts.length)];
            if (member.ref != null) {
                member.ref.tell(new Order(act, simulation.random().nextInt(MOST_MEMBERS)));
            }
            simulation.pause();
        }
    }

    private static void checkTheLiving(Society society) {
        assertThat(society.members).filteredOn(Member::lives).allSatisfy(member -> {
            assertThat(member.monitored)
                    .as("monitored by %s and silent", member)
                    .allMatch(Member::lives);
            assertThat(member.children).as("children of %s and silent", member).allMatch(Member::lives);
        });
    }

    private static void checkTheBonds(Society society) {
        for (Bond bond : society.bonds) {
            checkBond(society, society.members.get(bond.low()), society.members.get(bond.high()));
            checkBond(society, society.members.get(bond.high()), society.members.get(bond.low()));
        }
    }

    private static void checkBond(Society society, Member gone, Member linked) {
        if (gone.lives() || !linked.lives()) {
            return;
        }
        ExitReason reason = society.exits.get(gone.ref.path());
        assertThat(!linked.traps && reason instanceof ExitReason.Normal)
                .as("%s lives although it is linked with %s, which has stopped: %s", linked, gone, reason)
                .isTrue();
    }
}
