package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Mailbox;
import io.sparkactor.Syndicate;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandAbort;
import io.sparkactor.command.CommandError;
import io.sparkactor.command.CommandOutcome;
import io.sparkactor.command.CommandOutput;
import io.sparkactor.command.CommandRequest;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.CommandStarted;
import io.sparkactor.command.NothingToAbort;
import io.sparkactor.command.RunCommand;
import io.sparkactor.testkit.TestProbe;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands of the operating system: how they are run, what is told of them, and in which order. */
@Timeout(60)
class RunCommandTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Syndicate syndicate = Syndicate.open("commands");
    private final ActorRef<CommandRequest> runner = syndicate.createActor(RunCommand::new);

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private CommandResult run(Command command) {
        return runner.ask(command.quiet(), LONG);
    }

    @Test
    void aCommandGivesItsOutputsAndItsExitCode() {
        CommandResult result = run(Command.shell("echo good; echo bad >&2; exit 3"));

        assertThat(result.stdout()).isEqualTo("good\n");
        assertThat(result.stderr()).isEqualTo("bad\n");
        assertThat(result.outcome()).isEqualTo(new CommandOutcome.Exited(3));
        assertThat(result.exitCode()).isEqualTo(3);
        assertThat(result.success()).isFalse();
        assertThat(result).hasToString("CommandResult FAILED Error #3 bad");
        assertThat(result.duration()).isBetween(Duration.ofNanos(1), LONG);
    }

    @Test
    void successIsExitCodeZero() {
        Command command = Command.of("cat").quiet();
        CommandResult result = runner.ask(command, LONG);

        assertThat(result.success()).isTrue();
        assertThat(result.errorText()).isEmpty();
        assertThat(result).hasToString("CommandResult success");
        assertThat(result.command()).isSameAs(command);
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void argumentsReachTheProgramAsTheyAre() {
        assertThat(run(Command.of("/bin/sh", "-c", "printf '[%s]' \"$@\"", "name", "a b", "", "*", "$HOME", "'"))
                        .stdout())
                .isEqualTo("[a b][][*][$HOME][']");
    }

    @Test
    void aSignalThatEndsTheProcessIsANegativeNumber() {
        CommandResult result = run(Command.shell("kill -9 $$"));

        assertThat(result.outcome()).isEqualTo(new CommandOutcome.Signalled(9));
        assertThat(result.exitCode()).isEqualTo(-9);
    }

    @Test
    void aMissingProgramIsAResultThatSaysSo() {
        CommandResult result = run(Command.of("no-such-program-here"));

        assertThat(result.outcome()).isInstanceOf(CommandOutcome.StartFailed.class);
        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.stderr()).contains("no-such-program-here", "No such file", "PATH");
        assertThat(run(Command.shell("echo next")).stdout()).isEqualTo("next\n");
    }

    @Test
    void aMissingFolderIsAResultThatSaysSo() {
        CommandResult result = run(Command.of("cat").directory(Path.of("no-such-folder")));

        assertThat(result.outcome()).isInstanceOf(CommandOutcome.StartFailed.class);
        assertThat(result.exitCode()).isEqualTo(-1);
        assertThat(result.stderr()).contains("no-such-folder");
    }

    @Test
    void itRunsInItsFolder(@TempDir Path folder) throws IOException {
        assertThat(run(Command.shell("pwd -P").directory(folder)).stdout().strip())
                .isEqualTo(folder.toRealPath().toString());
    }

    @Test
    void theEnvironmentIsAddedToOrReplaced() {
        Command command = Command.shell("echo \"$PATH|$GREETING\"");
        String path = System.getenv("PATH");

        assertThat(run(command.variable("GREETING", "hello")).stdout()).isEqualTo(path + "|hello\n");
        assertThat(run(Command.shell("echo \"$HOME$USER|$GREETING\"").environment(Map.of("GREETING", "bye")))
                        .stdout())
                .isEqualTo("|bye\n");
    }

    @Test
    void aCommandReadsItsInput() {
        assertThat(run(Command.of("cat").input("käse")).stdout()).isEqualTo("käse");
        assertThat(run(Command.of("cat").input(new byte[] {1, 2, 3})).output().bytes())
                .containsExactly(1, 2, 3);
        assertThat(run(Command.of("cat").inputFrom(() -> InputStream.nullInputStream()))
                        .stdout())
                .isEmpty();
    }

    @Test
    void aCommandThatDoesNotReadItsInputIsNotDisturbed() {
        CommandResult result = run(Command.shell("exec 0<&-; echo done").input("x".repeat(1_000_000)));

        assertThat(result.success()).isTrue();
        assertThat(result.stdout()).isEqualTo("done\n");
    }

    @Test
    void anInputThatFailsEndsTheCommand() {
        CommandResult result = run(Command.of("cat").inputFrom(() -> new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("the tape is torn");
            }
        }));

        assertThat(result.outcome()).isInstanceOf(CommandOutcome.InputFailed.class);
        assertThat(result.errorText()).contains("the tape is torn");
    }

    @Test
    void textIsInTheCharsetOfTheCommand() {
        CommandResult result =
                run(Command.of("cat").charset(StandardCharsets.ISO_8859_1).input("ä"));

        assertThat(result.stdout()).isEqualTo("ä");
        assertThat(result.output().totalBytes()).isEqualTo(1);
    }

    @Test
    void newsComeAsTheyHappenAndTheResultBehindThem() {
        try (var news = TestProbe.in(syndicate)) {
            Command command = Command.shell("printf good; printf bad >&2")
                    .quiet()
                    .reportStart(news.ref())
                    .updates(news.ref());
            news.tell(runner, command);

            assertThat(news.expectMessage(CommandStarted.class, LONG).command()).isSameAs(command);
            var first = news.receive(LONG).content();
            var second = news.receive(LONG).content();
            assertThat(new Object[] {first, second})
                    .containsExactlyInAnyOrder(new CommandOutput(command, "good"), new CommandError(command, "bad"));
            assertThat(news.expectMessage(CommandResult.class, LONG).stdout()).isEqualTo("good");
        }
    }

    @Test
    void aStreamOfACommandIsItsStartItsOutputAndItsResult() {
        Command command = Command.shell("printf one").quiet();
        try (var news = runner.askStream(command, LONG)) {
            assertThat(news.next()).isInstanceOf(CommandStarted.class);
            assertThat(news.next()).isEqualTo(new CommandOutput(command, "one"));
            assertThat(news.hasNext()).isFalse();
            assertThat(news.result().success()).isTrue();
        }
    }

    @Test
    void whoClosesTheStreamEndsTheCommand() {
        long pid;
        try (var news = runner.askStream(Command.of("sleep", "1000").quiet(), LONG)) {
            pid = ((CommandStarted) news.next()).pid();
        }
        assertThat(run(Command.shell("echo next")).stdout()).isEqualTo("next\n");
        assertThat(Processes.isAlive(pid)).isFalse();
    }

    @Test
    void commandsRunOneAtATimeInTheirOrder() {
        var gate = new Gate();
        try (var probe = TestProbe.in(syndicate)) {
            probe.tell(runner, Command.of("cat").quiet().logTag("1").inputFrom(() -> new SlowInput(gate)));
            probe.tell(runner, Command.shell("printf 2").quiet());
            probe.tell(runner, Command.shell("printf 3").quiet());
            probe.expectNoMessage(Duration.ofMillis(100));
            gate.open();

            assertThat(probe.expectMessage(CommandResult.class, LONG).stdout()).isEqualTo("\n");
            assertThat(probe.expectMessage(CommandResult.class, LONG).stdout()).isEqualTo("2");
            assertThat(probe.expectMessage(CommandResult.class, LONG).stdout()).isEqualTo("3");
        }
    }

    @Test
    void anAbortReachesTheActorWhileACommandRunsAndBothAreTold() throws Exception {
        var running = runner.askAsync(Command.of("sleep", "1000").quiet(), LONG);
        var queued = runner.askAsync(Command.shell("printf next").quiet(), LONG);

        assertThat(runner.ask(new CommandAbort(), LONG)).isSameAs(running.get());
        assertThat(running.get().outcome()).isEqualTo(new CommandOutcome.Aborted(-15));
        assertThat(running.get().exitCode()).isEqualTo(-15);
        assertThat(queued.get().stdout()).isEqualTo("next");
    }

    @Test
    void anAbortOfNothingIsToldSo() {
        assertThat(runner.ask(new CommandAbort(), LONG)).isEqualTo(new NothingToAbort());
    }

    @Test
    void aCommandThatTakesTooLongIsEnded() {
        var timeout = Duration.ofSeconds(2);
        CommandResult result = run(Command.shell("echo begun; sleep 1000").timeout(timeout));

        assertThat(result.outcome()).isEqualTo(new CommandOutcome.TimedOut(timeout));
        assertThat(result.exitCode()).isEqualTo(-2);
        assertThat(result.duration()).isBetween(timeout, LONG);
        assertThat(result.stdout()).isEqualTo("begun\n");
        assertThat(result.stderr()).contains("2000 ms");
    }

    @Test
    void aMailboxThatRefusesItsNewsDoesNotHoldItUp() {
        for (int i = 0; i < 5; i++) {
            var narrow = syndicate.createActor(ActorSpec.of(RunCommand::new).mailbox(Mailbox.bounded(1)));
            Command command = Command.shell("echo " + i).quiet();
            assertThat(narrow.ask(command, LONG).stdout()).isEqualTo(i + "\n");
        }
    }

    @Test
    void whatCannotBeMeantIsRefusedAtOnce() {
        assertThatThrownBy(() -> Command.of(" ")).hasMessageContaining("executable");
        assertThatThrownBy(() -> Command.shell("")).hasMessageContaining("script");
        assertThatThrownBy(() -> Command.of("cat", "a\0b")).hasMessageContaining("NUL");
        assertThatThrownBy(() -> Command.of("cat").timeout(Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("timeout");
        assertThatThrownBy(() -> Command.of("cat").timeout(Duration.ZERO)).hasMessageContaining("timeout");
        assertThatThrownBy(() -> Command.of("cat").maxBuffer(0)).hasMessageContaining("maxBuffer");
        assertThatThrownBy(() -> Command.of("cat").variable("A=B", "c")).hasMessageContaining("A=B");
    }
}
