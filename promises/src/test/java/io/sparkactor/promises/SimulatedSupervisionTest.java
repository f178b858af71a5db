package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.ActorStoppedException;
import io.sparkactor.AskException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetter;
import io.sparkactor.Directive;
import io.sparkactor.Ledger;
import io.sparkactor.Mailbox;
import io.sparkactor.Message;
import io.sparkactor.Overflow;
import io.sparkactor.RestartLimit;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
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
 * P1 and P4 over restarts: two siblings that fail, retry, stash, unstash, ask, have children and are stopped as the seed says. Each job
 * must end once, in one way, and come when it is its turn.
 */
@Timeout(120)
class SimulatedSupervisionTest {

    private static final int SEEDS = 200;
    private static final int JOBS = 30;
    private static final int SENDERS = 3;
    private static final int BOUND = 5;
    private static final int NOBODY = -1;
    private static final Duration LONG = Duration.ofDays(1);

    /** What a job makes of its first attempt; later ones go well, but for that of the hopeless. */
    private enum Course {
        GOES_WELL,
        TAKES_TIME,
        FAILS,
        IS_HOPELESS,
        ASKS,
        HAS_A_CHILD,
        STASHES,
        STASHES_AND_FAILS,
        STASHES_AND_UNSTASHES,
        UNSTASHES
    }

    private record Job(int number, Course course) {}

    /** What is drawn for a run. */
    private record Rules(int retries, Duration backoff, RestartScope scope, Mailbox<Object> mailbox) {

        static Rules draw(Simulation simulation) {
            var random = simulation.random();
            return new Rules(
                    random.nextInt(3),
                    Duration.ofMillis(random.nextInt(2) * 3L),
                    random.nextBoolean() ? RestartScope.ONE_FOR_ALL : RestartScope.ONE_FOR_ONE,
                    switch (random.nextInt(3)) {
                        case 0 -> Mailbox.unbounded();
                        case 1 -> Mailbox.bounded(BOUND);
                        default -> Mailbox.bounded(BOUND).overflow(Overflow.block(Duration.ofMillis(5)));
                    });
        }

        Supervision supervision() {
            return Supervision.restart()
                    .on(AssertionError.class, Directive.STOP) // the run has failed
                    .limit(RestartLimit.none())
                    .backoff(new Backoff(backoff, backoff, 0))
                    .scope(scope)
                    .retries(retries);
        }
    }

    /** What should be known about one worker, over all its instances. */
    private static final class Desk {

        final int retries;
        final Set<Integer> seen = new HashSet<>();
        final List<Integer> ended = new ArrayList<>();
        private final Map<Integer, Integer> failures = new HashMap<>();
        private final List<Integer> stash = new ArrayList<>();
        private final Deque<Integer> unstashed = new ArrayDeque<>();
        private int retried = NOBODY;

        Desk(int retries) {
            this.retries = retries;
        }

        void begins(int job) {
            assertThat(ended).as("jobs that had ended when one came").doesNotContain(job);
            if (retried != NOBODY) {
                assertThat(job).as("the job that comes first, as it is retried").isEqualTo(retried);
                retried = NOBODY;
            } else if (!unstashed.isEmpty()) {
                assertThat(job)
                        .as("the job that comes first, as it was unstashed")
                        .isEqualTo(unstashed.poll());
            }
        }

        void ends(int job) {
            ended.add(job);
        }

        void fails(int job) {
            if (failures.merge(job, 1, Integer::sum) > retries) {
                ends(job);
            } else {
                retried = job;
            }
        }

        void stashes(int job) {
            stash.add(job);
        }

        void unstashes() {
            for (int job : stash.reversed()) {
                unstashed.addFirst(job);
            }
            stash.clear();
        }
    }

    private static final class Worker extends Actor<Job> {

        private final Simulation simulation;
        private final Desk desk;
        private final ActorRef<String> partner;

        Worker(Simulation simulation, Desk desk, ActorRef<String> partner) {
            this.simulation = simulation;
            this.desk = desk;
            this.partner = partner;
        }

        @Override
        protected void preStart() {
            if (context().generation() == 0) {
                return;
            }
            switch (simulation.random().nextInt(6)) {
                case 0 -> partner.ask("ready?", String.class, LONG);
                case 1 -> doze();
                case 2 -> {
                    desk.unstashes();
                    unstashAll();
                }
                case 3 -> throw new IllegalStateException("not in the mood");
                default -> {}
            }
            desk.unstashes(); // the runtime does so by itself
        }

        private void doze() {
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(4)));
        }

        @Override
        protected void process(Message<Job> message) {
            int job = message.content().number();
            desk.begins(job);
            boolean first = desk.seen.add(job);
            switch (message.content().course()) {
                case TAKES_TIME -> doze();
                case HAS_A_CHILD -> createActor(() -> new SlowChild(simulation));
                case IS_HOPELESS -> fail(job);
                case FAILS -> failOnce(job, first);
                case ASKS -> ask(job);
                case STASHES -> {
                    if (first) {
                        stash();
                        desk.stashes(job);
                        return;
                    }
                }
                case STASHES_AND_FAILS -> {
                    if (first) {
                        stash();
                        fail(job);
                    }
                }
                case STASHES_AND_UNSTASHES -> {
                    if (first) {
                        stash();
                        unstashAll();
                        desk.stashes(job);
                        desk.unstashes();
                        return;
                    }
                }
                case UNSTASHES -> {
                    unstashAll();
                    desk.unstashes();
                }
                case GOES_WELL -> {}
            }
            desk.ends(job);
            message.reply(job);
        }

        private void failOnce(int job, boolean first) {
            if (first) {
                fail(job);
            }
        }

        private void fail(int job) {
            desk.fails(job);
            throw new IllegalStateException("unlucky");
        }

        private void ask(int job) {
            try {
                partner.ask("what now?", String.class, LONG);
            } catch (ActorStoppedException e) {
                desk.ends(job); // by a stop or by the restart of the sibling: it has failed for good
                throw e;
            }
        }
    }

    /** A restart of its parent has to wait for it. */
    private static final class SlowChild extends Actor<String> {

        private final Simulation simulation;

        SlowChild(Simulation simulation) {
            this.simulation = simulation;
        }

        @Override
        protected void process(Message<String> message) {}

        @Override
        protected void postStop() {
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
        }
    }

    @Test
    void eachJobEndsOnceAndComesWhenItIsItsTurn() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, SimulatedSupervisionTest::work);
        }
    }

    private static void work(Simulation simulation) {
        Syndicate syndicate = simulation.open("work");
        Rules rules = Rules.draw(simulation);
        ActorRef<String> partner = syndicate.createActor(String.class, (context, message) -> {
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(4)));
            message.reply("this");
        });
        List<Desk> desks = List.of(new Desk(rules.retries()), new Desk(rules.retries()));
        List<ActorRef<Job>> workers = new ArrayList<>();
        syndicate.createActor(() -> new Shop(simulation, rules, desks, partner, workers));
        List<Thread> senders = IntStream.range(0, SENDERS)
                .mapToObj(sender -> simulation.start("sender-" + sender, () -> send(simulation, workers, sender)))
                .toList();
        simulation.sleep(Duration.ofMillis(simulation.random().nextInt(40)));
        syndicate.stop(workers.getFirst());
        simulation.sleep(Duration.ofSeconds(1)); // all that can be done is done
        syndicate.stop(workers.getLast());
        senders.forEach(simulation::join);
        Ledger ledger = syndicate.close(LONG).ledger();

        Stream<Integer> dead = syndicate.deadLetters().stream()
                .map(DeadLetter::content)
                .filter(Job.class::isInstance)
                .map(content -> ((Job) content).number());
        assertThat(Stream.concat(desks.stream().flatMap(desk -> desk.ended.stream()), dead))
                .as("the ends of all jobs")
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, JOBS).boxed().toList());
        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
    }

    /** The parent of the workers, so that they and nobody else are siblings. */
    private static final class Shop extends Actor<String> {

        private final Simulation simulation;
        private final Rules rules;
        private final List<Desk> desks;
        private final ActorRef<String> partner;
        private final List<ActorRef<Job>> workers;

        Shop(
                Simulation simulation,
                Rules rules,
                List<Desk> desks,
                ActorRef<String> partner,
                List<ActorRef<Job>> workers) {
            this.simulation = simulation;
            this.rules = rules;
            this.desks = desks;
            this.partner = partner;
            this.workers = workers;
        }

        @Override
        protected void preStart() {
            for (Desk desk : desks) {
                workers.add(createActor(ActorSpec.of(() -> new Worker(simulation, desk, partner))
                        .mailbox(rules.mailbox())
                        .supervision(rules.supervision())));
            }
        }

        @Override
        protected void process(Message<String> message) {}
    }

    private static void send(Simulation simulation, List<ActorRef<Job>> workers, int sender) {
        Course[] courses = Course.values();
        for (int number = sender; number < JOBS; number += SENDERS) {
            Job job = new Job(number, courses[simulation.random().nextInt(courses.length)]);
            ActorRef<Job> worker = workers.get(simulation.random().nextInt(2));
            if (simulation.random().nextInt(4) == 0) {
                ask(worker, job);
            } else {
                worker.tell(job);
            }
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
        }
    }

    private static void ask(ActorRef<Job> worker, Job job) {
        try {
            assertThat(worker.ask(job, Integer.class, LONG)).isEqualTo(job.number());
        } catch (AskException e) {
            assertThat(e).as("the end of an ask").isNotInstanceOf(AskTimeoutException.class);
        }
    }

    /** The tick of a timer, and what it should know about that. */
    private record Tick(int generation, Duration due) {}

    private static final class Ticker extends Actor<Object> {

        private final Simulation simulation;

        Ticker(Simulation simulation) {
            this.simulation = simulation;
        }

        @Override
        protected void preStart() {
            Duration period = Duration.ofMillis(1 + simulation.random().nextInt(4));
            scheduleEvery(
                    period,
                    new Tick(context().generation(), simulation.elapsed().plus(period)));
        }

        @Override
        protected void process(Message<Object> message) {
            if (message.content() instanceof Tick(int generation, Duration due)) {
                assertThat(generation)
                        .as("instance that asked for the tick")
                        .isEqualTo(context().generation());
                assertThat(simulation.elapsed()).as("moment of a tick").isGreaterThanOrEqualTo(due);
            }
            switch (simulation.random().nextInt(5)) {
                case 0 -> throw new IllegalStateException("unlucky");
                case 1 -> {
                    Duration delay = Duration.ofMillis(simulation.random().nextInt(5));
                    scheduleAfter(
                            delay,
                            new Tick(
                                    context().generation(), simulation.elapsed().plus(delay)));
                }
                case 2 -> simulation.sleep(Duration.ofMillis(simulation.random().nextInt(5)));
                case 3 -> createActor(() -> new SlowChild(simulation));
                default -> {}
            }
        }
    }

    @Test
    void aTickIsForTheInstanceThatAskedForIt() {
        try (var _ = QuietLog.of("io.sparkactor.Actor")) {
            Simulation.explore(SEEDS, SimulatedSupervisionTest::tick);
        }
    }

    private static void tick(Simulation simulation) {
        Syndicate syndicate = simulation.open("ticks");
        Rules rules = Rules.draw(simulation);
        List<ActorRef<Object>> tickers = IntStream.range(0, 2)
                .mapToObj(_ -> syndicate.createActor(
                        ActorSpec.of(() -> new Ticker(simulation)).supervision(rules.supervision())))
                .toList();
        for (int i = 0; i < JOBS; i++) {
            tickers.get(i % 2).tell("do something");
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
        }
        Ledger ledger = syndicate.close(Duration.ZERO).ledger();

        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
    }
}
