package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandLog;
import io.sparkactor.command.CommandRequest;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.RunCommand;
import io.sparkactor.testkit.TestProbe;
import java.lang.System.Logger.Level;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the log says of a command, and what it keeps to itself. */
@Timeout(60)
class RunCommandLogTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Syndicate syndicate = Syndicate.open("logs");
    private final ActorRef<CommandRequest> runner = syndicate.createActor(RunCommand::new);
    private final TestProbe log = TestProbe.in(syndicate);

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private CommandLog logged(Command command) {
        runner.ask(command.logTo(log.ref()), LONG);
        return log.expectMessage(CommandLog.class, LONG);
    }

    @Test
    void secretsAreMaskedWhereverPeopleRead() {
        Command command = Command.shell("echo password s3cret; echo s3cret is wrong >&2; exit 1")
                .masking("s3cret", "wrong")
                .logTo(log.ref());
        CommandResult result = runner.ask(command, LONG);
        String said = log.expectMessage(CommandLog.class, LONG).message() + command + result + result.errorText();

        assertThat(said).contains("password ...", "... is ...").doesNotContain("s3cret", "wrong");
        assertThat(result.stderr()).isEqualTo("s3cret is wrong\n");
    }

    @Test
    void aFailureIsAWarningUnlessItIsExpected() {
        Command failing = Command.shell("exit 4");

        assertThat(logged(failing).level()).isEqualTo(Level.WARNING);
        assertThat(logged(failing).message()).contains("error #4");
        assertThat(logged(failing.errorOk()).level()).isEqualTo(Level.DEBUG);
        assertThat(logged(Command.of("cat")).level()).isEqualTo(Level.DEBUG);
    }

    @Test
    void theLogHasATagAndAtMostFiveLinesOfEachOutput() {
        String message = logged(Command.of("cat").input("1\n2\n3\n4\n5\n6\n7\n").logTag("counting"))
                .message();

        assertThat(message)
                .startsWith("counting: cat ended with success after ")
                .contains("\n    output: 5\n    output: ... 14 bytes in all")
                .doesNotContain("output: 6", "error:");
    }

    @Test
    void aQuietCommandLogsNothing() {
        runner.ask(Command.shell("exit 1").logTo(log.ref()).quiet(), LONG);

        log.expectNoMessage(Duration.ofMillis(50));
    }
}
