package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskRefusedException;
import io.sparkactor.AskTargetStoppedException;
import io.sparkactor.Backoff;
import io.sparkactor.Ledger;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.simulation.Simulation;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.Routing;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeJob;
import io.sparkactor.troupe.UpdateTroupeSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A flood of jobs whose workers fail, stop and are stopped at random, in the orders that 200 seeds bring up. */
@Timeout(180)
class SimulatedTroupeTest {

    private static final int SEEDS = 200;
    private static final int JOBS = 40;
    private static final int ATTEMPTS = 3;
    private static final Duration LONG = Duration.ofDays(1);

    /** What the workers have done. Used by one strand of the simulation at a time. */
    private static final class Record {
        final Map<Integer, Integer> runs = new HashMap<>();
        final Set<Integer> running = new HashSet<>();
        final List<ActorRef<?>> workers = new ArrayList<>();
        final List<String> faults = new ArrayList<>();

        void begin(int job) {
            runs.merge(job, 1, Integer::sum);
            check(running.add(job), job + " runs twice at once");
        }

        void end(int job) {
            running.remove(job);
        }

        void check(boolean isRight, String fault) {
            if (!isRight) {
                faults.add(fault);
            }
        }
    }

    /** Does a job at once, or step by step, or dies of it. */
    private static final class Worker extends Actor<Integer> {

        private final Simulation simulation;
        private final Record record;
        private TroupeJob<Integer> kept;

        Worker(Simulation simulation, Record record) {
            this.simulation = simulation;
            this.record = record;
        }

        @Override
        protected void preStart() {
            record.workers.add(self());
        }

        @Override
        protected void process(Message<Integer> message) {
            int number = message.content();
            if (number < 0) {
                finish(-number);
                return;
            }
            record.begin(number);
            int dice = simulation.random().nextInt(10);
            if (dice == 0) {
                record.end(number);
                throw new IllegalStateException("unlucky");
            }
            if (dice == 1) {
                stop();
            }
            if (dice < 5) {
                kept = Troupe.keep(message);
                scheduleAfter(Duration.ofMillis(dice), -number);
                return;
            }
            simulation.sleep(Duration.ofMillis(dice - 5L));
            record.end(number);
            message.reply(number);
        }

        private void finish(int number) {
            record.end(number);
            kept.message().reply(number);
            kept.done();
        }

        @Override
        protected void postStop() {
            if (kept != null) {
                record.end(kept.message().content());
            }
        }
    }

    @Test
    void eachJobIsAnsweredOnceAndRunNoOftenerThanItMay() {
        flood(Routing.firstIdle());
    }

    @Test
    void soItIsWhereOneComesAfterTheOther() {
        flood(Routing.roundRobin());
    }

    @Test
    void soItIsWhereTheLeastBusyIsChosen() {
        flood(Routing.leastBusy());
    }

    @Test
    void soItIsWhereTheKeyOfAJobChooses() {
        flood(Routing.consistentHash(job -> job % 5));
    }

    private static void flood(Routing<Integer> routing) {
        Simulation.explore(SEEDS, simulation -> {
            Syndicate syndicate = simulation.open("flood", c -> c.askTimeout(LONG));
            var record = new Record();
            Supervision supervision = simulation.random().nextBoolean()
                    ? Supervision.stop()
                    : Supervision.restart().limit(RestartLimit.none()).backoff(Backoff.none());
            ActorRef<Integer> troupe = syndicate.createActor(Troupe.of(
                    ActorSpec.<Integer>of(() -> new Worker(simulation, record)).supervision(supervision),
                    s -> s.max(3)
                            .idle(1)
                            .attempts(ATTEMPTS)
                            .dismissAfter(Duration.ofMillis(2))
                            .retryFailures()
                            .maxPending(JOBS / 2)
                            .routing(routing)));
            Thread killer = simulation.start("killer", () -> disturb(simulation, syndicate, troupe, record));
            List<CompletableFuture<Integer>> asks = new ArrayList<>();
            for (int job = 1; job <= JOBS; job++) {
                asks.add(troupe.askAsync(job, Integer.class));
                simulation.sleep(Duration.ofMillis(simulation.random().nextInt(3)));
            }
            List<String> outcomes = IntStream.range(0, JOBS)
                    .mapToObj(i -> outcome(simulation, asks.get(i), i + 1))
                    .toList();
            simulation.join(killer);
            check(simulation, syndicate, troupe, record, outcomes);
        });
    }

    private static void disturb(Simulation simulation, Syndicate syndicate, ActorRef<Integer> troupe, Record record) {
        for (int i = 0; i < 12; i++) {
            simulation.sleep(Duration.ofMillis(simulation.random().nextInt(8)));
            if (simulation.random().nextInt(4) == 0) {
                int max = 1 + simulation.random().nextInt(4);
                Troupe.control(troupe).tell(new UpdateTroupeSettings().max(max));
            } else if (!record.workers.isEmpty()) {
                syndicate.stop(record.workers.get(simulation.random().nextInt(record.workers.size())));
            }
        }
    }

    private static String outcome(Simulation simulation, CompletableFuture<Integer> ask, int job) {
        try {
            int reply = simulation.await(ask);
            return reply == job ? "done" : "the reply of " + reply;
        } catch (RuntimeException e) {
            return switch (e instanceof CompletionException ? e.getCause() : e) {
                case AskFailedException _ -> "failed";
                case AskRefusedException _ -> "refused";
                case AskTargetStoppedException stopped -> "not told by the troupe: " + stopped;
                default -> e.toString();
            };
        }
    }

    private static void check(
            Simulation simulation,
            Syndicate syndicate,
            ActorRef<Integer> troupe,
            Record record,
            List<String> outcomes) {
        assertThat(outcomes).allMatch(Set.of("done", "failed", "refused")::contains);
        assertThat(record.faults).isEmpty();
        assertThat(record.runs.values()).allMatch(runs -> runs <= ATTEMPTS);
        for (int i = 0; i < JOBS; i++) {
            boolean wasRun = record.runs.containsKey(i + 1);
            assertThat(outcomes.get(i).equals("refused"))
                    .isEqualTo(!wasRun && !outcomes.get(i).equals("failed"));
        }
        simulation.sleep(Duration.ofSeconds(1)); // so that what is dismissed has gone
        var status = Troupe.control(troupe).ask(new GetTroupeStatus());
        assertThat(status.pending()).isZero();
        assertThat(status.workers()).isEqualTo(status.idleWorkers()).isLessThanOrEqualTo(1);
        assertThat(status.doneJobs() + status.failedJobs() + status.refusedJobs())
                .isEqualTo(JOBS);
        Ledger ledger = syndicate.close(LONG).ledger();
        assertThat(ledger.balanced()).as("%s", ledger).isTrue();
        assertThat(ledger.inFlight()).isZero();
        assertThat(syndicate.deadLetters())
                .noneMatch(letter -> letter.reason().name().equals("LATE_REPLY"));
    }
}
