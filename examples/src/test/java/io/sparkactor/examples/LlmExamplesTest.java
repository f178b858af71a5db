package io.sparkactor.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the examples with language models, without a network. */
class LlmExamplesTest {

    private static final Path EXAMPLES = Program.ROOT.resolve("examples");
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir private Path classes;

    private Program.Outcome translate(String... arguments) throws Exception {
        return Program.example("LlmTroupeTranslation", classes).run(arguments);
    }

    private static String path(String name) {
        return EXAMPLES.resolve(name).toString();
    }

    @Test
    void aTextIsTranslatedInItsOrder() throws Exception {
        var outcome =
                translate(path("texts/harbour.txt"), "--cassette", path("cassettes/harbour.json"));

        assertThat(outcome.lines()).hasSize(7);
        assertThat(outcome.lines().getFirst()).startsWith("Der Hafen erwacht vor der Stadt.");
        assertThat(outcome.lines().getLast()).startsWith("Am Abend fahren die Boote");
        assertThat(outcome.err().lines()).containsExactly("1 of 4", "2 of 4", "3 of 4", "4 of 4");
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void aTextWithoutCassetteGivesOneLineThatNamesTheWayOut() throws Exception {
        Path text = Files.writeString(classes.resolve("other.txt"), "Good morning.");

        var outcome = translate(text.toString(), "--cassette", path("cassettes/harbour.json"));

        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .singleElement()
                .satisfies(line -> assertThat(line).contains("--provider"));
        assertThat(translate(text.toString(), "--provider", "echo").lines())
                .containsExactly("Good morning.");
    }

    @Test
    void aProviderThatCannotBeHadGivesOneLineAsWell() throws Exception {
        assertThat(translate(path("texts/harbour.txt"), "--provider", "oracle").err().lines())
                .containsExactly(
                        "there is no provider oracle; or choose another model by --provider");

        var nobody =
                translate(
                        path("texts/harbour.txt"),
                        "--provider",
                        "ollama",
                        "--server",
                        "http://127.0.0.1:" + freePort());
        assertThat(nobody.err()).contains("UNAVAILABLE").contains("by --provider");
        assertThat(nobody.exitCode()).isEqualTo(1);
    }

    @Test
    void anOptionWithoutItsValueGivesOneLine() throws Exception {
        var outcome = translate(path("texts/harbour.txt"), "--provider");

        assertThat(outcome.err().lines()).containsExactly("--provider needs a value behind it");
        assertThat(outcome.lines()).isEmpty();
        assertThat(outcome.exitCode()).isEqualTo(2);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void toolsAreCalledAndTheAnswerIsAValue() throws Exception {
        var outcome =
                Program.example("LlmTools", classes)
                        .run(EXAMPLES.resolve("cassettes/trip.json").toString());

        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.lines())
                .containsExactly(
                        "to Paris, where it has 18.5 degrees",
                        "temperature{\"city\":\"Paris\"} gave 18.5",
                        "temperature{\"city\":\"Oslo\"} gave 7.0",
                        "book{\"from\":\"Berlin\",\"to\":\"Paris\"} gave booked under trip-1",
                        "3 requests");
    }

    @Test
    void aToolOfAnotherProgramIsAnActorThere() throws Exception {
        var outcome = Program.example("LlmMcp", classes).run();

        assertThat(outcome.lines()).containsExactly("We have 12 tea.", "We have 4 cups.");
        assertThat(outcome.exitCode()).isZero();
    }

    /** A long answer is on its way when the signal comes; the next one is whole. */
    @Test
    void aSignalEndsTheAnswerAndNotTheChat() throws Exception {
        Interrupt.assumePossible();
        Path out = classes.resolve("chat.out");
        Path err = classes.resolve("chat.err");
        Process chat =
                Program.example("LlmChat", classes)
                        .start(Interrupt.DEFAULT, List.of(), out, err, "--echo");
        try (var keyboard = chat.outputWriter(UTF_8)) {
            keyboard.write("one two " + "and so on ".repeat(1_000) + "\n");
            keyboard.flush();
            Await.until("the first words", LONG, () -> read(out).contains("one two"));

            Interrupt.send(chat);
            Await.until("its end", LONG, () -> read(out).contains("CANCELLED"));
            keyboard.write("bye\n");
        }

        assertThat(chat.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(read(out)).contains("characters of the answer had come", "bye (");
        assertThat(read(err)).isEmpty();
        assertThat(chat.exitValue()).isZero();
    }

    @Test
    void aChatFollowsItsCassette() throws Exception {
        Path out = classes.resolve("chat.out");
        Process chat =
                Program.example("LlmChat", classes)
                        .start(
                                List.of(),
                                List.of(),
                                out,
                                classes.resolve("chat.err"),
                                EXAMPLES.resolve("cassettes/sky.json").toString());
        try (var keyboard = chat.outputWriter(UTF_8)) {
            keyboard.write("Why is the sky blue?\nAnd in the evening?\nAnd at night?\n");
        }

        assertThat(chat.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(read(out)).contains("(30 tokens)", "(67 tokens)", "REJECTED: no answer");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
