package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sparkactor.Actor;
import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorExited;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backoff;
import io.sparkactor.Execution;
import io.sparkactor.ExitReason;
import io.sparkactor.Message;
import io.sparkactor.RuntimeEvent;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The death of an executor, at whatever moment, is a failure of its actor: it is seen at once, and supervision decides. */
@Timeout(60)
class ExecutorDeathTest {

    private static final Duration LONG = Duration.ofSeconds(8);
    private static final Duration AT_ONCE = Duration.ofSeconds(3);
    private static final Supervision RESTART = Supervision.restart().backoff(Backoff.none());
    private static final IOException DEATH = new IOException("exit code 137");

    private static volatile Gate entered = new Gate();
    private static volatile Gate release = new Gate();

    private final Syndicate syndicate = Syndicate.open("deaths");

    @BeforeEach
    void provide() {
        FarProvider.present(true);
        entered = new Gate();
        release = new Gate();
    }

    @AfterEach
    void close() {
        release.open();
        syndicate.close(Duration.ZERO);
        FarProvider.present(false);
    }

    /** Answers, or stays where it is. */
    static final class Worker extends Actor<String> {

        private final String whenToStay;

        Worker(String whenToStay) {
            this.whenToStay = whenToStay;
        }

        @Override
        protected void preStart() {
            stayAt("preStart");
        }

        @Override
        protected void process(Message<String> message) {
            stayAt(message.content());
            message.reply("done");
        }

        private void stayAt(String moment) {
            if (moment.equals(whenToStay)) {
                entered.open();
                release.awaitStubbornly();
            }
        }
    }

    private ActorRef<String> worker(Supervision supervision, String whenToStay) {
        return syndicate.createActor(ActorSpec.of(Worker.class, whenToStay)
                .execution(Execution.PROCESS)
                .stateless()
                .supervision(supervision));
    }

    @Test
    void anIdleActorWhoseExecutorDiesStopsAtOnceForThatReason() throws Exception {
        var seen = new Mail<Object>();
        var watcher = syndicate.createActor(() -> new Puppet(seen));
        var actor = worker(Supervision.stop(), "never");
        Puppet.order(watcher, puppet -> puppet.watch(actor));

        FarProvider.executorOf(actor).die(DEATH);

        assertThat(seen.take()).isEqualTo(new ActorExited(actor, new ExitReason.Failed(DEATH)));
        assertThat(FarProvider.executorOf(actor).calls().all()).containsExactly("make", "preStart", "end");
    }

    @Test
    void whatAnInstanceSendsToSomebodyUnknownIsADeadLetter() throws Exception {
        var actor = worker(Supervision.stop(), "never");
        var executor = FarProvider.executorOf(actor);
        assertThat(actor.ask("work", String.class, LONG)).isEqualTo("done");
        executor.sendToNobody("lost");

        assertThat(executor.calls().take(4)).last().asString().contains("NO_SENDER");
        assertThat(syndicate.deadLetters()).singleElement().satisfies(letter -> {
            assertThat(letter.content()).isEqualTo("lost");
            assertThat(letter.sender()).isEqualTo(actor.path());
            assertThat(letter.accepted()).isFalse();
        });
        assertThat(Books.settled(syndicate).refused()).isEqualTo(1);
    }

    @Test
    void anIdleActorWhoseExecutorDiesGetsANewOneOnRestart() throws Exception {
        assertThatADeathGivesANewExecutor(RESTART);
    }

    @Test
    void anIdleActorWhoseExecutorDiesGetsANewOneOnResume() throws Exception {
        assertThatADeathGivesANewExecutor(Supervision.resume().backoff(Backoff.none()));
    }

    private void assertThatADeathGivesANewExecutor(Supervision supervision) throws Exception {
        var restarted = new Mail<RuntimeEvent>();
        var actor = worker(supervision, "never");
        var first = FarProvider.executorOf(actor);
        try (var _ = syndicate.subscribe(RuntimeEvent.ActorRestarted.class, restarted::put)) {
            first.die(DEATH);
            assertThat(restarted.take()).isEqualTo(new RuntimeEvent.ActorRestarted(actor.path(), 1, DEATH));
        }

        assertThat(actor.ask("go on", String.class, LONG)).isEqualTo("done");
        assertThat(FarProvider.executorOf(actor)).isNotSameAs(first);
        assertThat(first.calls().all()).doesNotContain("postStop").endsWith("end");
    }

    @Test
    void operatorsAreTold() throws Exception {
        var told = new Mail<RuntimeEvent>();
        var actor = worker(RESTART, "never");
        try (var _ = syndicate.subscribe(RuntimeEvent.ExecutorDied.class, told::put)) {
            FarProvider.executorOf(actor).die(DEATH);
            assertThat(told.take()).isEqualTo(new RuntimeEvent.ExecutorDied(actor.path(), DEATH));
        }
    }

    @Test
    void aDeathInAMessageFailsThatAndTheOthersGoOn() throws Exception {
        var restarted = new Mail<RuntimeEvent>();
        var actor = worker(RESTART, "stay");
        var killed = actor.askAsync("stay", String.class, LONG);
        var behind = actor.askAsync("behind", String.class, LONG);
        entered.await();

        try (var _ = syndicate.subscribe(RuntimeEvent.ActorRestarted.class, restarted::put)) {
            FarProvider.executorOf(actor).die(DEATH);
            var failure = catchThrowableOfType(CompletionException.class, killed::join);

            assertThat(failure).cause().isInstanceOf(AskFailedException.class).hasCause(DEATH);
            assertThat(((AskFailedException) failure.getCause()).elapsed()).isLessThan(AT_ONCE);
            assertThat(behind.join()).isEqualTo("done");
            assertThat(actor.ask("again", String.class, LONG)).isEqualTo("done");
            assertThat(restarted.take()).isNotNull();
            assertThat(restarted.all()).as("restarts beyond the first").isEmpty();
        }
        Books.settled(syndicate);
    }

    @Test
    void aDeathInTheStartFailsTheCreation() throws Exception {
        var spec = ActorSpec.of(Worker.class, "preStart")
                .execution(Execution.PROCESS)
                .stateless();
        var outcome = new Mail<Throwable>();
        var created = new Mail<ActorRef<?>>();
        var parent = syndicate.createActor(String.class, (context, message) -> {
            try {
                created.put(context.createActor(spec));
            } catch (ActorCreationException e) {
                outcome.put(e);
            }
        });
        parent.tell("create");
        entered.await();

        FarProvider.dieAll(DEATH);

        assertThat(outcome.take()).hasCause(DEATH);
        assertThat(created.all()).isEmpty();
    }

    @Test
    void aStopCutsTheStepShort() throws Exception {
        var failed = new Mail<RuntimeEvent>();
        var actor = worker(RESTART, "stay");
        var asked = actor.askAsync("stay", String.class, LONG);
        entered.await();

        try (var _ = syndicate.subscribe(RuntimeEvent.HandlerFailed.class, failed::put)) {
            syndicate.stop(actor);
            assertThatThrownBy(asked::join).hasCauseInstanceOf(AskFailedException.class);
            release.open();
            assertThat(syndicate.awaitStop(actor, LONG)).isTrue();
            assertThat(failed.all()).as("a stop is no failure of the actor").isEmpty();
        }
        assertThat(FarProvider.executorOf(actor).calls().all())
                .contains("stopRequested")
                .endsWith("postStop", "end");
    }
}
