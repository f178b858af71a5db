package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sparkactor.ActorCreationException;
import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.AskFailedException;
import io.sparkactor.AskTimeoutException;
import io.sparkactor.CloseReport;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.ProcessOptions;
import io.sparkactor.RemoteFailureException;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.testkit.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However a process ends: its asker is told why, its supervisor decides, and the system goes on. */
class ProcessDeathTest {

    private final Syndicate syndicate =
            Syndicate.open("process-deaths", config -> config.drainTimeout(Duration.ofMillis(500)));

    @BeforeEach
    void quiet() {
        Processes.quiet();
    }

    @AfterEach
    void close() {
        syndicate.close();
        assertThat(Processes.children()).isEmpty();
    }

    private static ActorSpec<Work> restarted() {
        return Processes.worker("Hello").supervision(Supervision.restart());
    }

    private static ActorSpec<Work> restartedWith(ProcessOptions options) {
        return restarted().process(options);
    }

    /** What the asker of a death is told; afterwards the actor works again, in another process. */
    private ProcessDiedException deathOf(ActorRef<Work> worker, Work.End how) {
        long before = worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid();

        var failed =
                catchThrowableOfType(AskFailedException.class, () -> worker.ask(new Work.Die(how), Processes.PATIENCE));

        assertThat(failed).as("the answer to " + how).hasCauseInstanceOf(ProcessDiedException.class);
        var death = (ProcessDiedException) Objects.requireNonNull(failed.getCause());
        assertThat(death.pid()).isEqualTo(before);
        long after = worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid();
        assertThat(after).isNotEqualTo(before);
        assertThat(ProcessHandle.of(before).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        Processes.booksSettle(syndicate);
        return death;
    }

    @Test
    void anExitWithoutAWordIsTold() {
        var death = deathOf(syndicate.createActor(restarted()), Work.End.EXIT_SILENTLY);

        assertThat(death.exitCode()).hasValue(0);
        assertThat(death).hasMessageContaining("exited with code 0").hasMessageContaining("System.exit");
    }

    @Test
    void anExitCodeAndTheLastWordsAreTold() {
        var death = deathOf(syndicate.createActor(restarted()), Work.End.EXIT_WITH_CODE);

        assertThat(death.exitCode()).hasValue(42);
        assertThat(death.signal()).isEmpty();
        assertThat(death.lastLines()).contains("about to leave");
        assertThat(death).hasMessageContaining("about to leave");
    }

    @Test
    void aSignalIsTold() {
        var death = deathOf(syndicate.createActor(restarted()), Work.End.KILL_ITSELF);

        assertThat(death.signal()).hasValue(9);
        assertThat(death).hasMessageContaining("signal 9");
    }

    @Test
    void aHaltedProcessIsFoundAndEnded() {
        var death = deathOf(syndicate.createActor(restarted()), Work.End.HALT_ALL_THREADS);

        assertThat(death).hasMessageContaining("no sign of life");
    }

    @Test
    void aFullHeapIsTold() {
        var options = ProcessOptions.defaults().maxHeap(48L << 20);

        var death = deathOf(syndicate.createActor(restartedWith(options)), Work.End.ALLOCATE);

        assertThat(death.outOfMemory()).isTrue();
        assertThat(death).hasMessageContaining("out of memory").hasMessageContaining("maxHeap");
    }

    @Test
    void anEndlessHandlerIsEndedWhereItsTimeIsBounded() {
        var options = ProcessOptions.defaults().handlerTimeout(Duration.ofSeconds(1));

        var death = deathOf(syndicate.createActor(restartedWith(options)), Work.End.SPIN);

        assertThat(death).hasMessageContaining("its handler ran longer than PT1S");
    }

    @Test
    void aBoundOfManyLivesIsNoBound() {
        var options = ProcessOptions.defaults().handlerTimeout(Duration.ofSeconds(Long.MAX_VALUE));

        ActorRef<Work> worker = syndicate.createActor(restartedWith(options));

        assertThat(worker.ask(new Work.Greet("you"), Processes.PATIENCE)).isEqualTo("Hello, you");
    }

    @Test
    void anEndlessHandlerTimesOutAndItsActorStopsAllTheSame() throws Exception {
        ActorRef<Work> worker = syndicate.createActor(restarted());
        long pid = worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid();

        var timedOut = catchThrowableOfType(
                AskTimeoutException.class, () -> worker.ask(new Work.Die(Work.End.SPIN), Duration.ofMillis(200)));
        syndicate.stop(worker);

        assertThat(timedOut).isNotNull();
        assertThat(syndicate.awaitStop(worker, Processes.PATIENCE)).isTrue();
        Await.until(
                "the end of the process",
                Processes.PATIENCE,
                () -> !ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
    }

    @Test
    void aGigabyteOfOutputHoldsNobodyUp() {
        ActorRef<Work> worker = syndicate.createActor(restarted());

        assertThat(worker.ask(new Work.Die(Work.End.PRINT_A_GIGABYTE), Duration.ofSeconds(60)))
                .isEqualTo("PRINT_A_GIGABYTE is survived");
    }

    @Test
    void aDeathDuringConstructionFailsTheCreation() {
        var failed = catchThrowableOfType(
                ActorCreationException.class, () -> syndicate.createActor(Processes.worker("die")));

        assertThat(failed).hasCauseInstanceOf(ProcessDiedException.class).hasMessageContaining("exited with code 7");
    }

    @Test
    void aThrowingConstructorFailsTheCreationWithWhatItThrew() {
        var failed = catchThrowableOfType(
                ActorCreationException.class, () -> syndicate.createActor(Processes.worker("throw")));

        assertThat(failed).hasCauseInstanceOf(RemoteFailureException.class).hasMessageContaining("no such greeting");
        assertThat(((RemoteFailureException) Objects.requireNonNull(failed.getCause())).thrownClass())
                .isEqualTo(IllegalArgumentException.class.getName());
    }

    @Test
    void aThrowingPreStartFailsTheCreation() {
        var failed = catchThrowableOfType(
                ActorCreationException.class, () -> syndicate.createActor(Processes.worker("throw in preStart")));

        assertThat(failed).hasMessageContaining("not today");
    }

    @Test
    void aThrowingHandlerFailsItsMessageWithTheStackOfTheProcess() {
        ActorRef<Work> worker = syndicate.createActor(restarted());

        var failed = catchThrowableOfType(
                AskFailedException.class, () -> worker.ask(new Work.Fail("boom"), Processes.PATIENCE));

        assertThat(failed).hasMessageContaining("boom").hasCauseInstanceOf(RemoteFailureException.class);
        assertThat(((RemoteFailureException) Objects.requireNonNull(failed.getCause())).remoteStack())
                .contains("java.lang.IllegalStateException: boom")
                .contains("at io.sparkactor.process.Worker.process");
        assertThat(worker.ask(new Work.Greet("again"), Processes.PATIENCE)).isEqualTo("Hello, again");
        Processes.booksSettle(syndicate);
    }

    @Test
    void underStopTheMailboxBecomesDeadLettersAndNothingIsLost() throws Exception {
        ActorRef<Work> worker = syndicate.createActor(Processes.worker("Hello"));
        long pid = worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid();
        var spins = new CompletableFuture<String>();
        ActorRef<String> listener =
                syndicate.createActor(String.class, (context, message) -> spins.complete(message.content()));

        worker.tell(new Work.SpinOnceSaid(listener));
        assertThat(spins).succeedsWithin(Processes.PATIENCE);
        List<CompletableFuture<String>> asks = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            asks.add(worker.askAsync(new Work.Greet("you"), Processes.PATIENCE));
        }
        assertThat(ProcessHandle.of(pid).orElseThrow().destroyForcibly()).isTrue();

        assertThat(syndicate.awaitStop(worker, Processes.PATIENCE)).isTrue();
        asks.forEach(ask -> assertThat(ask).failsWithin(Processes.PATIENCE));
        Processes.booksSettle(syndicate);
        assertThat(syndicate.deadLetters()).extracting(DeadLetter::reason).contains(DeadLetterReason.ACTOR_STOPPED);
    }

    @Test
    void underRestartTheMailboxSurvivesADeath() {
        ActorRef<Work> worker = syndicate.createActor(restarted());
        worker.ask(new Work.WhichProcess(), Processes.PATIENCE);

        worker.tell(new Work.Die(Work.End.EXIT_SILENTLY));
        List<CompletableFuture<String>> asks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asks.add(worker.askAsync(new Work.Greet("nr " + i), Processes.PATIENCE));
        }

        for (int i = 0; i < 20; i++) {
            assertThat(asks.get(i)).succeedsWithin(Processes.PATIENCE).isEqualTo("Hello, nr " + i);
        }
    }

    @Test
    void anIdleProcessThatIsKilledIsReplaced() {
        ActorRef<Work> worker = syndicate.createActor(restarted());
        long pid = worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid();

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        Await.until("another process", Processes.PATIENCE, () -> {
            try {
                return worker.ask(new Work.WhichProcess(), Processes.PATIENCE).pid() != pid;
            } catch (AskFailedException e) {
                return false; // it was handed over before anybody knew
            }
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = Work.End.class,
            names = {"SPIN", "HALT_ALL_THREADS"})
    void closeIsBoundedWhateverAProcessDoes(Work.End how) {
        var other = Syndicate.open("closing", config -> config.drainTimeout(Duration.ofMillis(200)));
        ActorRef<Work> worker = other.createActor(Processes.worker("Hello"));
        worker.ask(new Work.WhichProcess(), Processes.PATIENCE);
        worker.tell(new Work.Die(how));

        long start = System.nanoTime();
        CloseReport unused = other.close(Duration.ofMillis(200));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(12));
        assertThat(Processes.children()).isEmpty();
    }

    @Test
    void anEndlessPostStopIsEndedToo() throws Exception {
        ActorRef<Work> worker = syndicate.createActor(Processes.worker("spin in postStop"));

        syndicate.stop(worker);

        assertThat(syndicate.awaitStop(worker, Processes.PATIENCE)).isTrue();
    }
}
