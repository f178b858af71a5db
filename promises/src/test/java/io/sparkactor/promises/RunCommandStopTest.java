package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.ActorSpec;
import io.sparkactor.Backoff;
import io.sparkactor.RestartScope;
import io.sparkactor.Supervision;
import io.sparkactor.Syndicate;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandOutcome;
import io.sparkactor.command.CommandRequest;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.RunCommand;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When the actor of commands ends, what runs is ended and everybody is told. */
@Timeout(60)
class RunCommandStopTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    private final Syndicate syndicate = Syndicate.open("stops");

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    /** One command that runs, with a grandchild, and two that wait for it. */
    private static final class Load implements AutoCloseable {

        private final List<CompletableFuture<CommandResult>> results;
        private final List<Long> pids;

        Load(ActorRef<CommandRequest> runner, String before) {
            var running = new CompletableFuture<List<Long>>();
            var first = CompletableFuture.supplyAsync(() -> run(runner, before, running), Thread::startVirtualThread);
            pids = running.orTimeout(LONG.toSeconds(), TimeUnit.SECONDS).join();
            var queued = Stream.of("second", "third")
                    .map(text -> runner.askAsync(Command.shell("echo " + text).quiet(), LONG));
            results = Stream.concat(Stream.of(first), queued).toList();
        }

        private static CommandResult run(
                ActorRef<CommandRequest> runner, String before, CompletableFuture<List<Long>> running) {
            String script = before + "echo $$; sleep 1000 & echo $!; sleep 1000; wait";
            try (var news = runner.askStream(Command.shell(script).quiet(), LONG)) {
                running.complete(Processes.numbers(news, 2));
                return news.result();
            }
        }

        /** How all three ended. */
        List<CommandOutcome> outcomes() {
            return results.stream().map(result -> result.join().outcome()).toList();
        }

        @Override
        public void close() {
            Processes.awaitEnd(pids);
        }
    }

    /** A load whose commands have all reached their actor: what is still in its mailbox is a dead letter of a stop as everywhere. */
    private Load load(ActorRef<CommandRequest> runner, String before) {
        var load = new Load(runner, before);
        Books.settled(syndicate);
        return load;
    }

    private static void assertAllTold(Load load, int number) {
        assertThat(load.outcomes())
                .containsExactly(
                        new CommandOutcome.Aborted(number),
                        new CommandOutcome.NeverRan(),
                        new CommandOutcome.NeverRan());
        load.close();
    }

    @Test
    void aStopEndsWhatRunsAndTellsWhoWaits() {
        ActorRef<CommandRequest> runner = syndicate.createActor(RunCommand::new);
        var load = load(runner, "");
        syndicate.stop(runner);

        assertAllTold(load, -15);
        assertThat(new CommandOutcome.NeverRan().number()).isEqualTo(-3);
        assertThat(syndicate.awaitStop(runner, LONG)).isTrue();
    }

    @Test
    void aCloseOfTheSyndicateEndsWhatRunsAndTellsWhoWaits() {
        var load = load(syndicate.createActor(RunCommand::new), "");
        var report = syndicate.close(LONG);

        assertAllTold(load, -15);
        assertThat(report.running()).isEmpty();
    }

    @Test
    void aCloseKillsWhatDoesNotEndByItself() {
        var load = load(syndicate.createActor(RunCommand::new), "trap '' TERM; ");
        var report = syndicate.close(Duration.ZERO);

        assertAllTold(load, -9);
        assertThat(report.took()).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void aRestartEndsWhatRunsAndTheNewInstanceRunsCommands() throws Exception {
        var runners = new Mail<ActorRef<CommandRequest>>();
        var failing = new Mail<ActorRef<String>>();
        var together = Supervision.restart().backoff(Backoff.none()).scope(RestartScope.ONE_FOR_ALL);
        syndicate
                .createActor(String.class, (context, message) -> {
                    runners.put(
                            context.createActor(ActorSpec.of(RunCommand::new).supervision(together)));
                    failing.put(context.createActor(ActorSpec.handling(String.class, (inner, text) -> {
                                throw new IllegalStateException(text.content());
                            })
                            .supervision(together)));
                })
                .tell("create");
        var runner = runners.take();
        var load = load(runner, "");
        failing.take().tell("fail");

        assertAllTold(load, -15);
        assertThat(runner.ask(Command.shell("echo again").quiet(), LONG).stdout())
                .isEqualTo("again\n");
    }
}
