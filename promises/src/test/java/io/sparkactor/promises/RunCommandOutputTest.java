package io.sparkactor.promises;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.ActorRef;
import io.sparkactor.Syndicate;
import io.sparkactor.command.CapturedOutput;
import io.sparkactor.command.Command;
import io.sparkactor.command.CommandOutput;
import io.sparkactor.command.CommandRequest;
import io.sparkactor.command.CommandResult;
import io.sparkactor.command.CommandStarted;
import io.sparkactor.command.CommandUpdate;
import io.sparkactor.command.RunCommand;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pipes of commands: much of everything at once, characters that are cut, and what is kept. */
@Timeout(60)
class RunCommandOutputTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final int MIB = 1 << 20;

    private final Syndicate syndicate = Syndicate.open("outputs");
    private final ActorRef<CommandRequest> runner = syndicate.createActor(RunCommand::new);

    @AfterEach
    void close() {
        syndicate.close(Duration.ZERO);
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    @Test
    void inputIsWrittenWhileOutputIsRead() {
        byte[] bytes = random(8 * MIB);
        CommandResult result =
                runner.ask(Command.of("cat").quiet().maxBuffer(16 * MIB).input(bytes), LONG);

        assertThat(Arrays.equals(result.output().bytes(), bytes)).isTrue();
        assertThat(result.truncated()).isFalse();
    }

    @Test
    void bothOutputsAreReadAtOnce() {
        byte[] bytes = random(2 * MIB);
        CommandResult result = runner.ask(
                Command.shell("cat >&2; echo end").quiet().maxBuffer(4 * MIB).input(bytes), LONG);

        assertThat(Arrays.equals(result.error().bytes(), bytes)).isTrue();
        assertThat(result.stdout()).isEqualTo("end\n");
    }

    @Test
    void aReaderThatIsFarBehindSlowsTheCommandDownAndMissesNothing() {
        long size = 40L * MIB; // more than 256 chunks of 64 KiB
        Command command = Command.of("cat")
                .quiet()
                .charset(StandardCharsets.ISO_8859_1)
                .inputFrom(() -> new ByteArrayInputStream(new byte[(int) size]));
        long read = 0;
        try (var news = runner.askStream(command, LONG)) {
            for (CommandUpdate update : news) {
                read += update instanceof CommandOutput output ? output.text().length() : 0;
            }
            assertThat(news.result().output().totalBytes()).isEqualTo(size);
        }
        assertThat(read).isEqualTo(size);
    }

    @Test
    void aCharacterThatIsWrittenInPiecesComesWhole() {
        var gate = new Gate();
        String script = "printf 'a\\303'; read line; printf '\\244b\\342\\202'";
        Command command = Command.shell(script).quiet().inputFrom(() -> new SlowInput(gate));
        try (var news = runner.askStream(command, LONG)) {
            assertThat(news.next()).isInstanceOf(CommandStarted.class);
            assertThat(news.next()).isEqualTo(new CommandOutput(command, "a"));
            gate.open();
            var rest = new StringBuilder();
            news.forEach(update -> rest.append(((CommandOutput) update).text()));

            assertThat(rest).hasToString("\u00e4b\ufffd"); // the last one is never completed
            assertThat(news.result().stdout()).isEqualTo("a\u00e4b\ufffd");
        }
    }

    @Test
    void ofTooMuchOutputTheBeginningAndTheEndAreKept() {
        CommandResult result = runner.ask(
                Command.of("cat").quiet().maxBuffer(10).input("first" + "x".repeat(100_000) + "final"), LONG);
        CapturedOutput output = result.output();

        assertThat(result.truncated()).isTrue();
        assertThat(output.beginning()).isEqualTo("first");
        assertThat(output.end()).isEqualTo("final");
        assertThat(output.totalBytes()).isEqualTo(100_010);
        assertThat(result.stdout()).isEqualTo("first\n[... 100000 bytes were not kept ...]\nfinal");
    }

    @Test
    void exactlyAsMuchAsMayBeKeptIsWhole() {
        CommandResult result = runner.ask(Command.of("cat").quiet().maxBuffer(5).input("a\u00e4bc"), LONG);

        assertThat(result.truncated()).isFalse();
        assertThat(result.stdout()).isEqualTo("a\u00e4bc");
    }

    @Test
    void charactersThatAreCutByWhatIsLeftOutAreLeftOutToo() {
        CommandResult result =
                runner.ask(Command.of("cat").quiet().maxBuffer(4).input("a\u00e4".repeat(3) + "\u00e4"), LONG);

        assertThat(result.output().beginning()).isEqualTo("a");
        assertThat(result.output().end()).isEqualTo("\u00e4");
        assertThat(result.output().totalBytes()).isEqualTo(11);
    }

    @Test
    void theDefaultIsOneMebibyteOfEach() {
        CommandResult result = runner.ask(Command.of("cat").quiet().input(new byte[MIB + 1]), LONG);

        assertThat(result.truncated()).isTrue();
        assertThat(result.output().bytes()).hasSize(MIB);
    }

    @Test
    void whatACommandLeavesInTheBackgroundDelaysItsResultByTwoSecondsAtMost() {
        CommandResult result = runner.ask(Command.shell("sleep 1000 & echo $!").quiet(), LONG);
        long left = Long.parseLong(result.stdout().strip());
        try {
            assertThat(result.success()).isTrue();
            assertThat(Processes.isAlive(left)).isTrue();
        } finally {
            ProcessHandle.of(left).ifPresent(ProcessHandle::destroyForcibly);
        }
    }
}
