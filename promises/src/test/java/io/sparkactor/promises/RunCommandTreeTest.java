package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandAbort;
import io.sparkactor.command.CommandOutcome;
import io.sparkactor.command.CommandRequest;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.RunCommand;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** To end a command is to end all that came from it. */
@Timeout(60)
class RunCommandTreeTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Syndicate syndicate = Syndicate.open("trees");
    private final ActorRef<CommandRequest> runner = syndicate.createActor(RunCommand::new);

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** Runs a script that writes so many numbers of processes, ends it, and makes sure that none is left. */
    private CommandResult ended(String script, int count) {
        try (var news = runner.askStream(Command.shell(script).quiet(), LONG)) {
            List<Long> pids = Processes.numbers(news, count);
            assertThat(pids).allMatch(Processes::isAlive);
            runner.tell(new CommandAbort());
            CommandResult result = news.result();
            Processes.awaitEnd(pids);
            return result;
        }
    }

    @Test
    void anAbortEndsGrandchildrenToo() {
        String script = "echo $$; sh -c 'echo $$; sleep 1000 & echo $!; wait' & sleep 1000 & echo $!; wait";

        assertThat(ended(script, 4).outcome()).isEqualTo(new CommandOutcome.Aborted(-15));
    }

    @Test
    void aTimeOutEndsGrandchildrenToo() {
        Command command = Command.shell("sleep 1000 & echo $!; sleep 1000 & echo $!; wait")
                .quiet()
                .timeout(Duration.ofSeconds(1));
        try (var news = runner.askStream(command, LONG)) {
            List<Long> pids = Processes.numbers(news, 2);

            assertThat(news.result().exitCode()).isEqualTo(-2);
            Processes.awaitEnd(pids);
        }
    }

    /** The subshell has ended, so that what it started has another parent. */
    @Test
    void anAbortEndsThoseThatHaveLostTheirParentToo() {
        assumeThat(Files.isReadable(Path.of("/proc/self/environ"))).isTrue();

        assertThat(ended("(sleep 1000 & echo $!); (sleep 1000 & echo $!); sleep 1000", 2)
                        .outcome())
                .isEqualTo(new CommandOutcome.Aborted(-15));
    }

    @Test
    void whoResistsIsKilledAfterTwoSeconds() {
        CommandResult result = ended("trap '' TERM; sleep 1000 & echo $!; echo $$; sleep 1000; wait", 2);

        assertThat(result.outcome()).isEqualTo(new CommandOutcome.Aborted(-9));
        assertThat(result.duration()).isBetween(Duration.ofSeconds(2), LONG);
    }

    @Test
    void whoEndsInItsOwnWayIsGivenTheTimeForIt() {
        CommandResult result = ended("trap 'echo tidied; exit 7' TERM; echo $$; while :; do sleep 0.05; done", 1);

        assertThat(result.outcome()).isEqualTo(new CommandOutcome.Aborted(7));
        assertThat(result.stdout()).endsWith("tidied\n");
    }

    @Test
    void processesOfOthersAreLeftAlone() {
        var other = syndicate.createActor(RunCommand::new);
        try (var news =
                other.askStream(Command.shell("sleep 1000 & echo $!; wait").quiet(), LONG)) {
            List<Long> pids = Processes.numbers(news, 1);
            ended("echo $$; sleep 1000", 1);

            assertThat(pids).allMatch(Processes::isAlive);
        }
    }
}
