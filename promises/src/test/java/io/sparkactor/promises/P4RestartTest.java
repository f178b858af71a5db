package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.Actor;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.RestartLimit;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Signal;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** P4: what a restart ends, what it keeps, and in which order it goes. */
@Timeout(60)
class P4RestartTest {

    private static final Duration LONG = Duration.ofSeconds(8);

    private static final Supervision AT_ONCE =
            Supervision.restart().backoff(Backoff.none()).limit(RestartLimit.none());

    private final Syndicate syndicate = Syndicate.open("p4-restart");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Notes what happens to it, with the number of its instance; subclasses say what it does on a message. */
    private abstract static class Noting extends Actor<String> {

        private static final AtomicInteger NUMBERS = new AtomicInteger();

        final Mail<String> notes;
        final String instance;

        Noting(Mail<String> notes, AtomicInteger instances) {
            this.notes = notes;
            this.instance = "#" + instances.getAndIncrement();
            NUMBERS.incrementAndGet();
        }

        @Override
        protected void preStart() throws Exception {
            notes.put("preStart " + instance);
        }

        @Override
        protected void postStop() throws Exception {
            notes.put("postStop " + instance);
        }

        @Override
        protected void onSignal(Signal signal) {
            notes.put(signal.getClass().getSimpleName());
        }

        @Override
        protected void process(Message<String> message) throws Exception {
            switch (message.content()) {
                case "fail" -> throw new IOException("no");
                case "stop and fail" -> {
                    stop();
                    throw new IOException("no");
                }
                case "generation" -> message.reply(context().generation());
                default -> notes.put(message.content() + " " + instance);
            }
        }
    }

    private static final class Plain extends Noting {
        Plain(Mail<String> notes, AtomicInteger instances) {
            super(notes, instances);
        }
    }

    private ActorRef<String> plain(Mail<String> notes) {
        var instances = new AtomicInteger();
        return syndicate.createActor(
                ActorSpec.of(() -> new Plain(notes, instances)).named("plain").supervision(AT_ONCE));
    }

    @Test
    void theOldInstanceEndsBeforeTheNewOneBegins() throws Exception {
        var notes = new Mail<String>();
        var actor = plain(notes);
        actor.tell("fail");
        actor.tell("after");

        assertThat(notes.take(4)).containsExactly("preStart #0", "postStop #0", "preStart #1", "after #1");
    }

    @Test
    void aStopBeforeTheFailureMakesNoNewInstance() throws Exception {
        var notes = new Mail<String>();
        var actor = plain(notes);
        actor.tell("stop and fail");

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(notes.all()).containsExactly("preStart #0", "postStop #0");
    }

    @Test
    void theRefTheNameAndTheGenerationTellOfOneActor() throws Exception {
        var actor = plain(new Mail<>());
        assertThat(actor.ask("generation", Integer.class, LONG)).isZero();
        actor.tell("fail");
        actor.tell("fail");

        assertThat(actor.ask("generation", Integer.class, LONG)).isEqualTo(2);
        assertThat(syndicate.registry().find("plain", String.class))
                .hasValueSatisfying(found -> assertThat(found).isEqualTo(actor));
        assertThat(actor.path()).isEqualTo("spark://p4-restart/plain");
    }

    @Test
    void aRestartIsPublishedWithItsGenerationAndCause() throws Exception {
        var events = new Mail<RuntimeEvent.ActorRestarted>();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ActorRestarted restarted) {
                events.put(restarted);
            }
        });
        var actor = plain(new Mail<>());
        actor.tell("fail");

        var event = events.take();
        assertThat(event.path()).isEqualTo(actor.path());
        assertThat(event.generation()).isEqualTo(1);
        assertThat(event.cause()).hasMessage("no");
        subscription.close();
    }

    @Test
    void aTickOfATimerOfTheOldInstanceNeverReachesTheNewOne() throws Exception {
        var notes = new Mail<String>();
        var instances = new AtomicInteger();
        var ticked = new Gate();
        var release = new Gate();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Noting(notes, instances) {
                    @Override
                    protected void process(Message<String> message) throws Exception {
                        if (message.content().equals("set timers and fail")) {
                            scheduleAfter(Duration.ofMillis(1), "tick once");
                            scheduleEvery(Duration.ofMillis(1), "tick often");
                            var end = System.nanoTime() + Duration.ofMillis(50).toNanos();
                            ticked.open();
                            while (System.nanoTime() < end) {
                                Thread.onSpinWait(); // the ticks queue up behind this message
                            }
                            release.await();
                            throw new IOException("no");
                        }
                        super.process(message);
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE));
        actor.tell("set timers and fail");
        ticked.await();
        release.open();
        Await.until("the restart", () -> actor.ask("generation", Integer.class, LONG) == 1);
        actor.tell("last");

        assertThat(notes.take(4)).containsExactly("preStart #0", "postStop #0", "preStart #1", "last #1");
        Books.settled(syndicate);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void childrenHaveEndedBeforeTheOldPostStopAndNobodyIsToldOfThem() throws Exception {
        var notes = new Mail<String>();
        var instances = new AtomicInteger();
        var parent = syndicate.createActor(ActorSpec.of(() -> new Noting(notes, instances) {
                    @Override
                    protected void preStart() throws Exception {
                        super.preStart();
                        createActor(() -> new Plain(notes, new AtomicInteger(10)));
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE));
        parent.tell("fail");
        parent.tell("after");

        assertThat(notes.take(7))
                .containsExactly(
                        "preStart #0",
                        "preStart #10",
                        "postStop #10",
                        "postStop #0",
                        "preStart #1",
                        "preStart #10",
                        "after #1");
        Books.settled(syndicate);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void noThreadIsBlockedWhileARestartAwaitsAChild() throws Exception {
        try (var narrow = Syndicate.open("p4-narrow", c -> c.processors(1))) {
            var release = new Gate();
            var notes = new Mail<String>();
            var instances = new AtomicInteger();
            var childIsIn = new Gate();
            var parent = narrow.createActor(ActorSpec.of(() -> new Noting(notes, instances) {
                        @Override
                        protected void process(Message<String> message) throws Exception {
                            if (message.content().equals("create and fail")) {
                                var child = context().createActor(String.class, (context, order) -> {
                                    childIsIn.open();
                                    release.await();
                                });
                                child.tell("stay");
                                childIsIn.await();
                                throw new IOException("no");
                            }
                            super.process(message);
                        }
                    })
                    .accepting(String.class)
                    .supervision(AT_ONCE));
            parent.tell("create and fail");
            childIsIn.await();
            parent.tell("after");
            var other = narrow.createActor(String.class, (context, message) -> message.reply("alive"));

            assertThat(other.ask("well?", String.class, LONG)).isEqualTo("alive");
            assertThat(notes.all()).containsExactly("preStart #0");
            release.open();
            assertThat(notes.take(4)).containsExactly("preStart #0", "postStop #0", "preStart #1", "after #1");
        }
    }

    @Test
    void theExitOfAChildOfTheOldInstanceThatIsQueuedNeverReachesTheNewOne() throws Exception {
        var notes = new Mail<String>();
        var instances = new AtomicInteger();
        var parent = syndicate.createActor(ActorSpec.of(() -> new Noting(notes, instances) {
                    @Override
                    protected void process(Message<String> message) throws Exception {
                        if (message.content().equals("lose a child and fail")) {
                            var child = context().createActor(String.class, (context, order) -> context.stop());
                            child.tell("end");
                            context().syndicate().awaitStop(child, LONG); // its exit is queued behind this message
                            throw new IOException("no");
                        }
                        super.process(message);
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE));
        parent.tell("lose a child and fail");
        parent.tell("after");

        assertThat(notes.take(4)).containsExactly("preStart #0", "postStop #0", "preStart #1", "after #1");
        Books.settled(syndicate);
        assertThat(notes.all()).isEmpty();
    }

    @Test
    void anAskThatTheOldInstanceHasNotAnsweredFailsAtOnceWithTheCause() {
        var kept = new AtomicReference<Message<String>>();
        var actor = syndicate.createActor(ActorSpec.handling(String.class, (context, message) -> {
                    if (message.content().equals("fail")) {
                        throw new IOException("no");
                    }
                    kept.set(message);
                })
                .supervision(AT_ONCE));
        var ask = actor.askAsync("later", String.class, LONG);
        actor.tell("fail");

        assertThatThrownBy(ask::join)
                .cause()
                .isInstanceOf(AskFailedException.class)
                .hasRootCauseMessage("no");
    }

    @Test
    void theNewInstanceMayAskInItsPreStart() throws Exception {
        var notes = new Mail<String>();
        var instances = new AtomicInteger();
        var helper = syndicate.createActor(String.class, (context, message) -> message.reply("help"));
        var actor = syndicate.createActor(ActorSpec.of(() -> new Noting(notes, instances) {
                    @Override
                    protected void preStart() {
                        notes.put(helper.ask("please", String.class, LONG) + " " + instance);
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE));
        actor.tell("fail");

        assertThat(notes.take(3)).containsExactly("help #0", "postStop #0", "help #1");
    }

    @Test
    void aStopThatComesDuringTheNewPreStartStopsAndLosesNoMessage() throws Exception {
        var inPreStart = new Gate();
        var release = new Gate();
        var instances = new AtomicInteger();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Noting(new Mail<>(), instances) {
                    @Override
                    protected void preStart() throws Exception {
                        if (instance.equals("#1")) {
                            inPreStart.open();
                            release.await();
                        }
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE));
        actor.tell("fail");
        inPreStart.await();
        for (int i = 0; i < 10; i++) {
            actor.tell("queued");
        }
        syndicate.stop(actor);
        release.open();

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        var ledger = Books.settled(syndicate);
        assertThat(ledger.deadLettered()).isEqualTo(10);
        assertThat(ledger.failed()).isEqualTo(1);
    }

    @Test
    void aStopEndsAWaitInTheNewPreStart() throws Exception {
        var asked = new Gate();
        var silent = syndicate.createActor(String.class, (context, message) -> asked.open());
        var instances = new AtomicInteger();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Noting(new Mail<>(), instances) {
                    @Override
                    protected void preStart() {
                        if (instance.equals("#1")) {
                            silent.ask("anybody?", String.class, Duration.ofHours(1));
                        }
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE));
        actor.tell("fail");
        asked.await();
        syndicate.stop(actor);

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }

    @Test
    void aPreStartThatFailsOnRestartIsTriedAnewUntilTheLimit() throws Exception {
        var reasons = new Mail<ExitReason>();
        var failures = new AtomicInteger();
        var subscription = syndicate.subscribe(event -> {
            if (event instanceof RuntimeEvent.ActorStopped stopped) {
                reasons.put(stopped.reason());
            } else if (event instanceof RuntimeEvent.RestartFailed) {
                failures.incrementAndGet();
            }
        });
        var notes = new Mail<String>();
        var instances = new AtomicInteger();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Noting(notes, instances) {
                    @Override
                    protected void preStart() throws Exception {
                        super.preStart();
                        if (!instance.equals("#0")) {
                            throw new IOException("cannot start");
                        }
                    }
                })
                .accepting(String.class)
                .supervision(AT_ONCE.limit(3, Duration.ofHours(1))));
        actor.tell("fail");

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
        assertThat(notes.take(5)) // and no postStop of what has not started
                .containsExactly("preStart #0", "postStop #0", "preStart #1", "preStart #2", "preStart #3");
        assertThat(notes.all()).isEmpty();
        assertThat(reasons.take()).isInstanceOfSatisfying(ExitReason.RestartedTooOften.class, reason -> {
            assertThat(reason.limit()).isEqualTo(new RestartLimit(3, Duration.ofHours(1)));
            assertThat(reason.cause()).hasMessage("cannot start");
        });
        assertThat(failures).hasValue(3);
        subscription.close();
    }

    @Test
    void aRestartWithoutEndDoesNotKeepOthersFromTheirTurns() throws Exception {
        try (var narrow = Syndicate.open("p4-endless", c -> c.processors(1))) {
            var instances = new AtomicInteger();
            var actor = narrow.createActor(ActorSpec.of(() -> new Noting(new Mail<>(), instances) {
                        @Override
                        protected void preStart() throws Exception {
                            if (!instance.equals("#0")) {
                                throw new IOException("cannot start");
                            }
                        }
                    })
                    .accepting(String.class)
                    .supervision(AT_ONCE));
            var other = narrow.createActor(String.class, (context, message) -> message.reply("alive"));
            try (var _ = QuietLog.of("io.sparkactor.Actor")) {
                actor.tell("fail");
                for (int i = 0; i < 10; i++) {
                    assertThat(other.ask("well?", String.class, LONG)).isEqualTo("alive");
                }
                narrow.stop(actor);
                assertThat(narrow.awaitStop(actor, LONG)).isTrue();
            }
        }
    }

    @Test
    void aCloseLetsARestartingActorHandleWhatIsQueued() throws Exception {
        var notes = new Mail<String>();
        var instances = new AtomicInteger();
        var actor = syndicate.createActor(ActorSpec.of(() -> new Plain(notes, instances))
                .supervision(
                        Supervision.restart().backoff(new Backoff(Duration.ofMillis(50), Duration.ofMillis(50), 0))));
        actor.tell("fail");
        actor.tell("queued");
        var report = syndicate.close(LONG);

        assertThat(report.complete()).isTrue();
        assertThat(notes.take(5))
                .containsExactly("preStart #0", "postStop #0", "preStart #1", "queued #1", "postStop #1");
    }

    @Test
    void aSupplierThatGivesTheOldInstanceAgainEndsInTheLimit() {
        var once = new Plain(new Mail<>(), new AtomicInteger());
        var actor = syndicate.createActor(
                ActorSpec.of(() -> once).accepting(String.class).supervision(AT_ONCE.limit(2, LONG)));
        actor.tell("fail");

        assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
    }
}
