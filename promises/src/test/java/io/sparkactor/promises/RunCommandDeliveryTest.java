package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Mailbox;
import io.sparkactor.Overflow;
import io.sparkactor.Syndicate;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandAbort;
import io.sparkactor.command.CommandOutcome;
import io.sparkactor.command.CommandOutput;
import io.sparkactor.command.CommandRequest;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.CommandStarted;
import io.sparkactor.command.CommandUpdate;
import io.sparkactor.command.RunCommand;
import io.sparkactor.testkit.Await;
import io.sparkactor.testkit.TestProbe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** News of commands that outlast their processes: they change nothing in the result, and do not come behind it. */
@Timeout(60)
class RunCommandDeliveryTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    /** Leaves a process that holds no pipe in the background, and ends by itself. */
    private static final Command LEAVING =
            Command.shell("sleep 1000 >/dev/null 2>&1 & echo $!").quiet();

    private final Syndicate syndicate = Syndicate.open("delivery");
    private final ActorRef<CommandRequest> runner = syndicate.createActor(RunCommand::new);
    private final Gate gate = new Gate();

    @AfterEach
    void close() {
        gate.open();
        syndicate.close(Duration.ZERO);
    }

    /** Lets its senders wait until the gate opens, as it has one message and its mailbox another. */
    private ActorRef<CommandUpdate> stuck() throws InterruptedException {
        var begun = new Gate();
        ActorRef<CommandUpdate> stuck =
                syndicate.createActor(ActorSpec.handling(CommandUpdate.class, (context, message) -> {
                            begun.open();
                            gate.awaitStubbornly();
                        })
                        .mailbox(Mailbox.bounded(1).overflow(Overflow.block(LONG))));
        stuck.tell(new CommandOutput(LEAVING, "first"));
        begun.await();
        stuck.tell(new CommandOutput(LEAVING, "second"));
        return stuck;
    }

    private static void awaitEndOfThread(String work) {
        Await.until(
                "the thread of a command has ended: " + work,
                () -> Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .noneMatch(name -> name.startsWith("spark-command-") && name.endsWith(work)));
    }

    private static void assertLeftAlone(CommandResult result) {
        long left = Long.parseLong(result.stdout().strip());
        try {
            assertThat(result.outcome()).isEqualTo(new CommandOutcome.Exited(0));
            assertThat(Processes.isAlive(left)).isTrue();
        } finally {
            ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aTimeOutBehindTheEndOfTheProcessChangesNothing() throws Exception {
        Command command = LEAVING.updates(stuck()).timeout(Duration.ofSeconds(2));

        assertLeftAlone(runner.ask(command, LONG));
    }

    @Test
    void anAbortBehindTheEndOfTheProcessChangesNothing() throws Exception {
        try (var news = TestProbe.in(syndicate)) {
            var running = runner.askAsync(LEAVING.updates(stuck()).reportStart(news.ref()), LONG);
            news.expectMessage(CommandStarted.class, LONG);
            awaitEndOfThread("-wait");
            runner.tell(new CommandAbort());

            assertLeftAlone(running.join());
        }
    }

    @Test
    void noNewsComeBehindTheResult(@TempDir Path folder) throws IOException {
        try (var news = TestProbe.in(syndicate)) {
            String late = "echo early; (until [ -e go ] || [ ! -d \"$PWD\" ]; do sleep 0.02; done; echo late) & exit 0";
            Command command = Command.shell(late).quiet().directory(folder);
            CommandResult result = runner.ask(command.updates(news.ref()), LONG);
            assertThat(result.stdout()).isEqualTo("early\n");
            assertThat(news.expectMessage(CommandOutput.class, LONG).text()).isEqualTo("early\n");
            Files.createFile(folder.resolve("go"));
            awaitEndOfThread("-output");

            news.expectNoMessage(Duration.ZERO);
        }
    }
}
