package io.sparkactor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs each small example as a user would, and looks at what it prints. */
class ExamplesTest {

    /** Lines at most, without those that say what it is and how to run it. */
    private static final int LONGEST = 60;

    /** The one counts in several ways, the other asks any of four models. */
    private static final Set<String> LONGER = Set.of("WordCount.java", "LlmTroupeTranslation.java");

    @TempDir private Path classes;

    @Test
    void helloGreetsTheWorld() throws Exception {
        assertThat(printed("Hello")).containsExactly("Hello World");
    }

    @Test
    void counterAddsUp() throws Exception {
        assertThat(printed("Counter")).containsExactly("total 5050");
    }

    @Test
    void childrenEndBeforeTheirParent() throws Exception {
        assertThat(printed("ParentChild"))
                .containsExactly(
                        "spark://works/foreman/worker ends",
                        "a child has ended, the sum is 49",
                        "spark://works/foreman/idler ends",
                        "the foreman ends");
    }

    @Test
    void timersTickUntilTheirHandleIsClosed() throws Exception {
        assertThat(printed("Timers"))
                .containsExactly("tick 1", "tick 2", "tick 3", "time is up after 3 ticks");
    }

    @Test
    void aReminderFiresInTheRunThatFollows() throws Exception {
        Program program = Program.example("DurableTimer", classes);
        String folder = classes.toString();
        assertThat(program.run(folder).lines()).containsExactly("reminder set: drink tea");
        assertThat(program.run(folder).lines()).containsExactly("fired=true: drink tea");
    }

    @Test
    void aClerkThatFailsIsRestartedAndNothingIsLost() throws Exception {
        assertThat(printed("Supervision"))
                .containsExactly(
                        "clerk 0 sells hat, number 1",
                        "clerk 0 hands in the key",
                        "clerk 1 sells umbrella, number 1",
                        "clerk 1 hands in the key",
                        "clerk 2 hands in the key",
                        "clerk 3 sells scarf, number 1",
                        "clerk 3 hands in the key",
                        "kept aside: no unicorn in sight");
    }

    @Test
    void aFullMailboxAnswersAsItsPolicySays() throws Exception {
        assertThat(printed("MailboxBackpressure"))
                .containsExactly(
                        "Reject shows [1, 2, 3], refused 3, dropped 0",
                        "DropNewest shows [1, 2, 3], refused 0, dropped 3",
                        "DropOldest shows [1, 5, 6], refused 0, dropped 3",
                        "Block shows [1, 2, 3, 4, 5, 6], refused 0, dropped 0");
    }

    @Test
    void aParallelMapGoesOnWhenWorkersStop() throws Exception {
        assertThat(printed("TroupeParallelMap"))
                .containsExactly(
                        "text 0 is 822beb0d", "text 99 is 0567f96a", "100 hashes, 10 run again");
    }

    @Test
    void guestsOfTheChatHearTheSame() throws Exception {
        List<String> lines = printed("Chat");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("alice"))
                .containsExactly(
                        "alice reads: alice is here",
                        "alice reads: bob is here",
                        "alice reads: alice: hello",
                        "alice reads: bob: bye");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("bob"))
                .containsExactly(
                        "bob reads: bob is here", "bob reads: alice: hello", "bob reads: bob: bye");
    }

    @Test
    void deadLettersAreToldAndKept() throws Exception {
        List<String> lines = printed("DeadLetters");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("sold"))
                .containsExactly("sold: apples");
        assertThat(lines)
                .filteredOn(line -> line.startsWith("told"))
                .containsExactly(
                        "told: Order from spark://market/nobody to spark://market/shop: the actor has stopped (refused)",
                        "told: Order from spark://market/inbox to spark://market/shop: the actor has stopped (refused)");
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("told") && !line.startsWith("sold"))
                .containsExactly(
                        "the sender: Refused[reason=ACTOR_STOPPED]",
                        "kept: Order[item=pears], ACTOR_STOPPED",
                        "kept: Order[item=plums], ACTOR_STOPPED",
                        "in all: {ACTOR_STOPPED=2}");
    }

    /** The module of the flight recorder is part of the JDK, but not of every image made of it. */
    @Test
    void actorsNeedNoFlightRecorder() throws Exception {
        var outcome =
                Program.example("DeadLetters", classes)
                        .run(
                                List.of(
                                        "--limit-modules",
                                        "java.base,java.logging,io.sparkactor,io.sparkactor.testkit"));

        assertThat(outcome.lines()).contains("in all: {ACTOR_STOPPED=2}");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void membersOfATopicAreToldAndTheEditorFindsTheArchive() throws Exception {
        assertThat(printed("Registry"))
                .containsExactlyInAnyOrder(
                        "snow is told to 2",
                        "anna reads 1: snow",
                        "bob reads 1: snow",
                        "rain is told to 1",
                        "bob reads 2: rain");
    }

    @Test
    void commandsArePipedWatchedAndEnded() throws Exception {
        assertThat(printed("RunCommandPipeline"))
                .containsExactly(
                        "most often: 3 apple",
                        "in order: 3:plum",
                        "started /bin/sh -c echo packing; echo no ribbon >&2; exit 3",
                        "output: packing",
                        "errors: no ribbon",
                        "CommandResult FAILED Error #3 no ribbon",
                        "endless: Error #-2 ended as it had not finished within 300 ms",
                        "missing: Error #2 cannot run \"wrap-it\": No such file or directory (error 2);"
                                + " name a program that is on the PATH, or say where it is");
    }

    @Test
    void theOutputOfAChildProcessIsReadToItsEnd() throws Exception {
        assertThat(printed("WatchSubprocess"))
                .containsExactly("apple", "pear", "plum", "it has ended with 0");
    }

    @Test
    void twoSystemsTalkOverTcp() throws Exception {
        assertThat(printed("TcpTwoHosts", "local", "--secret", "s", "--values", "4,5"))
                .containsExactly("the sum of [4, 5] is 9");
    }

    @Test
    void twoSystemsTalkByARelay() throws Exception {
        var outcome =
                Program.example("WebSocketTwoNetworks", classes).run("local", "--name", "there");
        assertThat(outcome.lines()).containsExactly("Hello there");
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.err()).doesNotContain("WARNING", "SEVERE");
    }

    @Test
    void anActorIsPlacedInTheMemberThatHasWhatItRequires() throws Exception {
        assertThat(printed("FederationPlacement"))
                .containsExactly(
                        "cellar knows:",
                        "  cellar {gpu=false}",
                        "  desk {gpu=false}",
                        "  tower {gpu=true}",
                        "tower: a dawn in oil",
                        "desk knows:",
                        "  cellar {gpu=false}",
                        "  desk {gpu=false}");
    }

    @Test
    void aWorkerThatCrashesIsReplacedByAnotherProcess() throws Exception {
        assertThat(printed("ProcessWorker"))
                .containsExactly(
                        "primes below 100000: 9592",
                        "the crash: ProcessDiedException",
                        "primes below 1000: 168");
    }

    @Test
    void aProcessThatIsKilledAtWorkCostsNoResult() throws Exception {
        assertThat(printed("ProcessTroupeCpu", "--workers", "2", "--kill-one"))
                .containsExactly("148933 primes below 2000000", "1 jobs run again");
    }

    @Test
    void everyExampleIsShortAndSaysHowToRunIt() throws IOException {
        try (var files = Files.newDirectoryStream(Program.ROOT.resolve("examples"), "*.java")) {
            for (Path file : files) {
                String name = file.getFileName().toString();
                List<String> lines = Files.readAllLines(file);
                assertThat(lines)
                        .as(name)
                        .anyMatch(line -> line.startsWith("//     ./spark run examples/" + name));
                if (!LONGER.contains(name)) {
                    long code = lines.stream().filter(line -> !line.startsWith("//")).count();
                    assertThat(code).as(name).isLessThanOrEqualTo(LONGEST);
                }
            }
        }
    }

    private List<String> printed(String example, String... arguments) throws Exception {
        var outcome = Program.example(example, classes).run(arguments);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.exitCode()).isZero();
        return outcome.lines();
    }
}
