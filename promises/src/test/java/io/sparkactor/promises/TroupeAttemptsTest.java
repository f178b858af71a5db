package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Message;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.ManualClock;
import io.sparkactor.troupe.GetTroupeStatus;
import io.sparkactor.troupe.JobTimeoutException;
import io.sparkactor.troupe.Troupe;
import io.sparkactor.troupe.TroupeStatus;
import io.sparkactor.troupe.WorkerStoppedException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How often a job is run when its worker stops, fails, or takes too long: never twice at once, never for ever. */
@Timeout(60)
class TroupeAttemptsTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private static final Duration LIMIT = Duration.ofSeconds(1);

    private final ManualClock clock = ManualClock.create();
    private final Syndicate syndicate = Syndicate.open("attempts", c -> c.hooks(clock.hooks()));
    private final Mail<String> begun = new Mail<>();
    private final Mail<ActorRef<String>> workers = new Mail<>();
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    /** Keeps each job that begins with "keep", so that it can be stopped with it; others it answers. */
    private ActorSpec<String> keeper() {
        return ActorSpec.handling(String.class, (context, message) -> {
            begun.put(message.content());
            workers.put(context.self());
            if (message.content().startsWith("keep")) {
                Troupe.keep(message);
            } else {
                message.reply("done");
            }
        });
    }

    private TroupeStatus status(ActorRef<?> troupe) {
        return Troupe.control(troupe).ask(new GetTroupeStatus(), LONG);
    }

    @Test
    void aJobOfAWorkerThatStopsIsRunByAnotherOne() throws Exception {
        var stops = new AtomicInteger(2);
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    begun.put(message.content());
                    if (stops.getAndDecrement() > 0) {
                        Troupe.keep(message);
                        context.stop();
                    } else {
                        message.reply("done");
                    }
                }),
                s -> s.attempts(3)));

        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed() + ledger.deadLettered()).isZero();
        assertThat(begun.all()).containsExactly("job", "job", "job");
        assertThat(status(troupe).reExecutions()).isEqualTo(2);
    }

    @Test
    void aJobWhoseWorkersAlwaysStopIsGivenUpAndBecomesADeadLetter() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(keeper(), s -> s.max(2).attempts(3)));
        var ask = troupe.askAsync("keep", String.class, LONG);
        for (int i = 0; i < 3; i++) {
            syndicate.stop(workers.take());
        }

        assertThatThrownBy(ask::join)
                .hasCauseInstanceOf(AskFailedException.class)
                .hasRootCauseInstanceOf(WorkerStoppedException.class);
        var ledger = Books.settled(syndicate);
        assertThat(ledger.deadLettered()).isEqualTo(1);
        assertThat(ledger.failed()).isZero();
        assertThat(syndicate.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.reason()).isEqualTo(DeadLetterReason.ATTEMPTS_USED_UP);
            assertThat(letter.target()).isEqualTo(troupe.path());
            assertThat(letter.accepted()).isTrue();
        });
        assertThat(begun.all()).hasSize(3);
    }

    @Test
    void aJobThatMayRunOnceIsNotRunAgain() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(keeper(), s -> s.attempts(1)));
        var ask = troupe.askAsync("keep", String.class, LONG);
        syndicate.stop(workers.take());

        assertThatThrownBy(ask::join).hasRootCauseInstanceOf(WorkerStoppedException.class);
        Books.settled(syndicate);
        assertThat(begun.all()).hasSize(1);
    }

    @Test
    void aJobThatWasAnsweredIsNotRunAgain() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(ActorSpec.handling(String.class, (context, message) -> {
            begun.put(message.content());
            message.reply("early");
            Troupe.keep(message);
            context.stop();
        })));
        assertThat(troupe.ask("asked", String.class, LONG)).isEqualTo("early");
        syndicate.tell(troupe, "told");
        assertThat(syndicate.receive(LONG).content()).isEqualTo("early");

        assertThat(Books.settled(syndicate).deadLettered()).isZero();
        Await.until("both are done", () -> status(troupe).doneJobs() == 2);
        assertThat(begun.all()).containsExactly("asked", "told");
        assertThat(syndicate.poll(Duration.ZERO)).isEmpty();
    }

    @Test
    void failuresAreRepeatedIfTheSettingsSaySo() throws Exception {
        for (Supervision supervision : new Supervision[] {
            Supervision.stop(), Supervision.resume(), Supervision.restart().backoff(Backoff.none())
        }) {
            var failures = new AtomicInteger(2);
            var troupe = syndicate.createActor(Troupe.of(
                    ActorSpec.handling(String.class, (context, message) -> {
                                begun.put(message.content());
                                if (failures.getAndDecrement() > 0) {
                                    throw new IOException("not yet");
                                }
                                message.reply("done");
                            })
                            .supervision(supervision),
                    s -> s.attempts(3).retryFailures()));

            assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
            assertThat(begun.take(3)).hasSize(3);
        }
        var ledger = Books.settled(syndicate);
        assertThat(ledger.failed() + ledger.deadLettered()).isZero();
    }

    @Test
    void aFailureThatLastsFailsToItsAskerAndBecomesADeadLetter() {
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    begun.put(message.content());
                    throw new IOException("never");
                }),
                s -> s.attempts(4).retryFailures()));

        assertThatThrownBy(() -> troupe.ask("job", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("never");
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
        assertThat(begun.all()).hasSize(4);
    }

    @Test
    void aReplyBeforeAThrowStandsAndTheJobIsNotRepeated() {
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    begun.put(message.content());
                    message.reply("done");
                    throw new IOException("afterwards");
                }),
                s -> s.attempts(4).retryFailures()));

        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(1);
        assertThat(begun.all()).hasSize(1);
    }

    @Test
    void workersThatCannotStartFailTheJobAfterItsAttempts() {
        var tries = new AtomicInteger();
        var troupe = syndicate.createActor(Troupe.<String>of(
                () -> {
                    tries.incrementAndGet();
                    throw new IllegalStateException("no worker today");
                },
                s -> s.attempts(3)));

        assertThatThrownBy(() -> troupe.ask("job", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no worker today");
        assertThat(tries).hasValue(3);
        assertThat(Books.settled(syndicate).deadLettered()).isEqualTo(1);
        assertThat(status(troupe).workers()).isZero();
    }

    /** Stops as soon as it has started. */
    private static final class Fainting extends Actor<String> {

        private final AtomicInteger starts;

        Fainting(AtomicInteger starts) {
            this.starts = starts;
        }

        @Override
        protected void preStart() {
            starts.incrementAndGet();
            stop();
        }

        @Override
        protected void process(Message<String> message) {
            message.reply("never");
        }
    }

    @Test
    void workersThatStopBeforeTheyWorkAreNotReplacedForEver() {
        var starts = new AtomicInteger();
        var troupe = syndicate.createActor(Troupe.of(() -> new Fainting(starts), s -> s.attempts(5)));

        assertThatThrownBy(() -> troupe.ask("job", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseInstanceOf(WorkerStoppedException.class);
        Books.settled(syndicate);
        assertThat(starts.get()).isBetween(1, 5);
    }

    @Test
    void anIdleWorkerThatWasStoppedCostsNoJobAnAttempt() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(keeper(), s -> s.max(1).attempts(1)));
        for (int i = 0; i < 200; i++) {
            var ask = troupe.askAsync("job " + i, String.class, LONG);
            assertThat(ask.join()).isEqualTo("done");
            syndicate.stop(workers.take());
        }
        assertThat(Books.settled(syndicate).deadLettered()).isZero();
    }

    @Test
    void aRestartOfAWorkerFailsTheJobThatItKept() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                            if (message.content().equals("poison")) {
                                throw new IOException("poisoned");
                            }
                            Troupe.keep(message);
                            context.tell("poison", context.self());
                        })
                        .supervision(Supervision.restart().backoff(Backoff.none())),
                s -> s.max(1)));

        assertThatThrownBy(() -> troupe.ask("job", String.class, LONG))
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("poisoned");
        assertThat(Books.settled(syndicate).failed()).isEqualTo(2); // the poison, and the job
    }

    @Test
    void aWorkerThatWaitsForItsRestartIsTheLastToGetAJob() throws Exception {
        var fails = new Gate();
        var pause = Backoff.exponential(Duration.ofHours(1), Duration.ofHours(1));
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                            begun.put(message.content());
                            switch (message.content()) {
                                case "wait" -> gate.awaitStubbornly();
                                case "fail" -> {
                                    fails.awaitStubbornly();
                                    throw new IOException("failed");
                                }
                                default -> {}
                            }
                            message.reply("done");
                        })
                        .supervision(Supervision.restart().backoff(pause)),
                s -> s.max(2)));
        var good = troupe.askAsync("wait", String.class, LONG);
        var bad = troupe.askAsync("fail", String.class, LONG);
        begun.take(2);
        gate.open();
        assertThat(good.join()).isEqualTo("done");
        Await.until("the good one is idle", () -> status(troupe).idleWorkers() == 1);
        fails.open();
        assertThatThrownBy(bad::join).hasRootCauseMessage("failed");
        Await.until("both are idle", () -> status(troupe).idleWorkers() == 2);
        var next = troupe.askAsync("job", String.class, LONG);

        Await.until("the good one has done it", next::isDone);
    }

    @Test
    void aTroupeThatRestartsFailsItsJobsAndGoesOn() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(
                        ActorSpec.handling(String.class, (context, message) -> {
                                    begun.put(message.content());
                                    switch (message.content()) {
                                        case "escalate" -> throw new IOException("escalated");
                                        case "keep" -> Troupe.keep(message);
                                        default -> message.reply("done");
                                    }
                                })
                                .supervision(Supervision.escalate()),
                        s -> s.max(3))
                .supervision(Supervision.restart().backoff(Backoff.none())));
        var kept = troupe.askAsync("keep", String.class, LONG);
        begun.take();

        assertThatThrownBy(() -> troupe.ask("escalate", String.class, LONG)).hasRootCauseMessage("escalated");
        assertThatThrownBy(kept::join).hasCauseInstanceOf(AskFailedException.class);
        assertThat(troupe.ask("next", String.class, LONG)).isEqualTo("done");
        Await.until(
                "the job has been counted, which is behind its reply",
                () -> status(troupe).doneJobs() == 1);
        Books.settled(syndicate);
    }

    @Test
    void aJobThatTakesTooLongFailsAndItsWorkerIsReplaced() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(
                ActorSpec.handling(String.class, (context, message) -> {
                    begun.put(message.content());
                    if (message.content().equals("slow")) {
                        gate.awaitStubbornly();
                    }
                    message.reply("done");
                }),
                s -> s.max(1).jobTimeout(LIMIT)));

        var slow = troupe.askAsync("slow", String.class, LONG);
        begun.take();
        assertThat(status(troupe).idleWorkers()).isZero(); // so the limit of the job has begun
        clock.advance(LIMIT);

        assertThatThrownBy(slow::join)
                .hasCauseInstanceOf(AskFailedException.class)
                .hasRootCauseInstanceOf(JobTimeoutException.class)
                .hasMessageContaining(LIMIT.toString());
        assertThat(troupe.ask("quick", String.class, LONG)).isEqualTo("done"); // while the first still waits
        gate.open();

        Await.until("the late reply", () -> syndicate.deadLetters().size() == 2);
        assertThat(syndicate.deadLetters())
                .extracting(letter -> letter.reason())
                .containsExactly(DeadLetterReason.JOB_TIMEOUT, DeadLetterReason.LATE_REPLY);
        Books.settled(syndicate);
        assertThat(begun.all()).containsExactly("quick");
        Await.until("one worker is left", () -> syndicate.diagnostics().actors().size() == 3);
    }

    @Test
    void aJobInTimeIsNotDisturbedByItsLimit() throws Exception {
        var troupe = syndicate.createActor(Troupe.of(keeper(), s -> s.max(1).jobTimeout(LIMIT)));
        for (int i = 0; i < 20; i++) {
            assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");
            Await.until("the manager knows", () -> status(troupe).idleWorkers() == 1);
            clock.advance(LIMIT.dividedBy(3));
        }
        clock.advance(LIMIT); // longer than the limit of any of them
        assertThat(troupe.ask("job", String.class, LONG)).isEqualTo("done");

        assertThat(new HashSet<>(workers.take(21))).hasSize(1);
    }
}
