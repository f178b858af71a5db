package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sparkactor.ActorRef;
import io.sparkactor.AskFailedException;
import io.sparkactor.Backend;
import io.sparkactor.Execution;
import io.sparkactor.ProcessOptions;
import io.sparkactor.SendOptions;
import io.sparkactor.Syndicate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an actor in a process can do. */
class ProcessActorTest {

    private final Syndicate syndicate = Syndicate.open("process-actors");

    @BeforeEach
    void quiet() {
        Processes.quiet();
    }

    @AfterEach
    void close() {
        syndicate.close();
    }

    private ActorRef<Work> worker() {
        return syndicate.createActor(Processes.worker("Hello"));
    }

    @Test
    void handlersRunInAnotherProcess() {
        Work.Place place = worker().ask(new Work.WhichProcess(), Processes.PATIENCE);

        assertThat(place.pid()).isNotEqualTo(ProcessHandle.current().pid());
        assertThat(Processes.children()).extracting(ProcessHandle::pid).contains(place.pid());
    }

    @Test
    void constructorArgumentsArrive() {
        assertThat(worker().ask(new Work.Greet("you"), Processes.PATIENCE)).isEqualTo("Hello, you");
    }

    @Test
    void contentsComeBackAsTheyWent() {
        byte[] bytes = new byte[300_000];
        bytes[17] = 4;

        Work.Echoed echoed =
                worker().ask(new Work.Echo(bytes, List.of("a", "ü"), Map.of("one", 1)), Processes.PATIENCE);

        assertThat(echoed.bytes()).isEqualTo(bytes);
        assertThat(echoed.names()).containsExactly("a", "ü");
        assertThat(echoed.numbers()).containsEntry("one", 1);
    }

    @Test
    void aHandlerThatInterruptsItselfLosesNoProcess() {
        ActorRef<Work> worker = worker();

        long first = worker.ask(new Work.BeInterrupted(), Processes.PATIENCE);
        long second = worker.ask(new Work.BeInterrupted(), Processes.PATIENCE);

        assertThat(second).isEqualTo(first);
    }

    @Test
    void threeJobsRunAtOnceInThreeProcesses() {
        var workers = List.of(worker(), worker(), worker());
        workers.forEach(worker -> worker.ask(new Work.WhichProcess(), Processes.PATIENCE));

        long start = System.nanoTime();
        var replies = workers.stream()
                .map(worker -> worker.askAsync(new Work.Nap(3_000), Processes.PATIENCE))
                .toList();
        var pids = new HashSet<Long>();
        replies.forEach(reply -> pids.add(reply.join()));

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .as("less than one behind the other takes")
                .isLessThan(Duration.ofSeconds(9));
        assertThat(pids).hasSize(3);
    }

    @Test
    void noProcessOutlivesTheClose() {
        long before = Processes.children().size();
        for (int i = 0; i < 3; i++) {
            worker().ask(new Work.WhichProcess(), Processes.PATIENCE);
        }
        assertThat(Processes.children()).hasSizeGreaterThanOrEqualTo(3);

        syndicate.close();

        assertThat(Processes.children()).hasSize((int) before);
    }

    @Test
    void systemMeansAProcessWhereTheBackendSaysSo() {
        try (var other = Syndicate.open("process-backend", c -> c.backend(Backend.PROCESS))) {
            ActorRef<Work> worker = other.createActor(Processes.worker("Hello").execution(Execution.SYSTEM));

            Work.Place place = worker.ask(new Work.WhichProcess(), Processes.PATIENCE);

            assertThat(place.pid()).isNotEqualTo(ProcessHandle.current().pid());
        }
    }

    @Test
    void itTellsOthers() throws Exception {
        var heard = new CompletableFuture<String>();
        ActorRef<String> listener =
                syndicate.createActor(String.class, (context, message) -> heard.complete(message.content()));

        worker().tell(new Work.Pass(listener, "from afar"));

        assertThat(heard.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("from afar");
    }

    @Test
    void itIsTheSenderOfWhatItTells() throws Exception {
        var sender = new CompletableFuture<ActorRef<?>>();
        ActorRef<String> listener =
                syndicate.createActor(String.class, (context, message) -> sender.complete(message.sender()));
        ActorRef<Work> worker = worker();

        worker.tell(new Work.Pass(listener, "x"));

        assertThat(sender.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(worker);
    }

    @Test
    void refsComeBackAsTheVeryActors() {
        ActorRef<String> listener = syndicate.createActor(String.class, (context, message) -> {});

        Work.Given given = worker().ask(new Work.GiveBack(listener), Processes.PATIENCE);

        assertThat(given.ref()).isSameAs(listener);
    }

    @Test
    void aReplyMayComeBehindTheHandler() {
        assertThat(worker().ask(new Work.Later(50), Processes.PATIENCE)).isEqualTo("late, but here");
    }

    @Test
    void aReplyToATellReachesItsSender() {
        ActorRef<Work> worker = worker();

        syndicate.tell(worker, new Work.Greet("inbox"));

        assertThat(syndicate.receive(Processes.PATIENCE).content()).isEqualTo("Hello, inbox");
    }

    @Test
    void aForwardedAskIsAnsweredByTheOther() {
        ActorRef<Work> other = syndicate.createActor(Work.class, (context, message) -> message.reply("by another"));

        assertThat(worker().ask(new Work.HandOn(other), Processes.PATIENCE)).isEqualTo("by another");
    }

    @Test
    void headersArrive() throws Exception {
        ActorRef<Work> worker = worker();
        var heard = new CompletableFuture<String>();
        ActorRef<String> asker = syndicate.createActor(String.class, (context, message) -> {
            if (message.content().equals("go")) {
                worker.tell(new Work.ReadHeader("colour"), SendOptions.header("colour", "green"));
            } else {
                heard.complete(message.content());
            }
        });

        asker.tell("go");

        assertThat(heard.get(Processes.PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("green");
    }

    @Test
    void asksAreRefusedWithTheWayOut() {
        ActorRef<String> listener = syndicate.createActor(String.class, (context, message) -> {});

        assertThatThrownBy(() -> worker().ask(new Work.AskSomebody(listener), Processes.PATIENCE))
                .isInstanceOf(AskFailedException.class)
                .hasMessageContaining("do not support ask(…)")
                .hasMessageContaining("Use an in-process actor");
    }

    @Test
    void itStopsItself() throws Exception {
        ActorRef<Work> worker = worker();

        worker.tell(new Work.StopYourself());

        assertThat(syndicate.awaitStop(worker, Processes.PATIENCE)).isTrue();
    }

    @Test
    void theWorkingFolderIsAsTheSpecSays(@TempDir Path folder) throws Exception {
        var spec = Processes.worker("Hello").process(ProcessOptions.defaults().workingDirectory(folder));

        String there = syndicate.createActor(spec).ask(new Work.WorkingFolder(), Processes.PATIENCE);

        assertThat(Path.of(there).toRealPath()).isEqualTo(folder.toRealPath());
    }

    @Test
    void twoSyndicatesShareNoProcess() {
        try (var other = Syndicate.open("process-actors")) {
            var here = worker().ask(new Work.WhichProcess(), Processes.PATIENCE);
            var there = other.createActor(Processes.worker("Hello")).ask(new Work.WhichProcess(), Processes.PATIENCE);

            assertThat(there.pid()).isNotEqualTo(here.pid());
        }
        assertThat(worker().ask(new Work.Greet("still"), Processes.PATIENCE)).isEqualTo("Hello, still");
    }
}
