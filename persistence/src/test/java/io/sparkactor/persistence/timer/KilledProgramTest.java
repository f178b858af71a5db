package io.sparkactor.persistence.timer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program is killed at any moment, again and again, on one file: each timer whose schedule had returned fires, in this run or a later
 * one, and none whose cancel had returned. {@code -Dspark.kills=100} kills so often instead of three times.
 */
@Timeout(3_600)
class KilledProgramTest {

    private static final int KILLS = Integer.getInteger("spark.kills", 3);
    private static final int NUMBERS_OF_A_RUN = 1_000_000;
    private static final int LEAST_BYTES = 500;
    private static final int SPREAD = 4_000;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private Path folder;

    private final Random random = new Random();

    /** What each run has said: into files, since a pipe may lose the last words of a process that is killed. */
    private final List<Path> outputs = new ArrayList<>();

    /** How many lines of the last one were read. */
    private int read;

    private final Set<String> scheduled = new HashSet<>();
    private final Set<String> perhapsCancelled = new HashSet<>();
    private final Set<String> cancelled = new HashSet<>();

    /** Of which a cancel has said that there was one, that is that it had not fired. */
    private final Set<String> cancelledInTime = new HashSet<>();

    private final Set<String> cancelledTooLate = new HashSet<>();
    private final Set<String> fired = new HashSet<>();
    private final List<String> firedBehindTheirCancel = new ArrayList<>();

    @Test
    void eachTimerWhoseScheduleHasReturnedFiresHoweverOftenTheProgramIsKilled() throws Exception {
        for (int i = 1; i <= KILLS; i++) {
            Process program = start(Integer.toString(i * NUMBERS_OF_A_RUN));
            long enough = LEAST_BYTES + random.nextInt(SPREAD);
            Await.until("some timers are scheduled", PATIENCE, () -> sizeOf(outputs.getLast()) >= enough);
            kill(program);
            readAll(outputs.getLast());
        }
        Process last = start();
        var seen = new AtomicLong(-1);
        Await.until(
                "all timers fire",
                PATIENCE,
                () -> {
                    long size = sizeOf(outputs.getLast());
                    if (size != seen.getAndSet(size)) {
                        readAll(outputs.getLast());
                    }
                    return missing().isEmpty();
                },
                () -> missing() + " are missing");
        kill(last);

        assertThat(firedBehindTheirCancel).isEmpty();
        assertThat(scheduled).hasSizeGreaterThan(KILLS);
        assertThat(cancelledInTime).isNotEmpty().doesNotContainAnyElementsOf(fired);
        assertThat(fired).containsAll(cancelledTooLate);
        assertThat(fired.stream().filter(number -> !perhapsCancelled.contains(number)))
                .as("fired of those that nobody has cancelled")
                .hasSizeGreaterThan(KILLS);
    }

    private static void kill(Process program) throws InterruptedException {
        program.destroyForcibly(); // kill -9
        program.waitFor();
    }

    private Process start(String... firstNumber) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                TimerProgram.class.getName(),
                folder.resolve("timers.log").toString()));
        command.addAll(List.of(firstNumber));
        read = 0;
        outputs.add(Files.createFile(folder.resolve("out-" + outputs.size())));
        return new ProcessBuilder(command)
                .redirectOutput(outputs.getLast().toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static long sizeOf(Path file) {
        return file.toFile().length();
    }

    /** A last line that the kill has cut short does not count. */
    private void readAll(Path output) {
        try {
            String text = Files.readString(output);
            List<String> lines =
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
            lines.stream().skip(read).forEach(line -> note(line.split(" ")));
            read = lines.size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void note(String[] words) {
        switch (words[0]) {
            case "S" -> scheduled.add(words[1]);
            case "c" -> perhapsCancelled.add(words[1]);
            case "C" -> {
                cancelled.add(words[1]);
                (Boolean.parseBoolean(words[2]) ? cancelledInTime : cancelledTooLate).add(words[1]);
            }
            case "F" -> {
                fired.add(words[1]);
                if (cancelled.contains(words[1])) {
                    firedBehindTheirCancel.add(words[1]);
                }
            }
            default -> throw new AssertionError("the program says " + String.join(" ", words));
        }
    }

    private Set<String> missing() {
        Set<String> missing = new HashSet<>(scheduled);
        missing.removeAll(fired);
        missing.removeAll(perhapsCancelled);
        return missing;
    }
}
