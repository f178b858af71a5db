package io.sparkactor.process.internal.pool;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.RuntimeHooks;
import java.io.ByteArrayInputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a process prints is logged by lines. */
class OutputReaderTest {

    private final Logger logger = Logger.getLogger("io.sparkactor.process.Output");
    private final java.util.logging.Level levelBefore = logger.getLevel();
    private final List<String> logged = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getLevel() + " " + record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        logger.setLevel(java.util.logging.Level.ALL);
        logger.setUseParentHandlers(false);
        logger.addHandler(handler);
    }

    @AfterEach
    void leave() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
        logger.setLevel(levelBefore);
    }

    private LastWords read(String text) {
        var words = new LastWords();
        var stream = new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        new OutputReader(stream, Level.INFO, () -> "spark://app/worker", words, RuntimeHooks.production()).run();
        return words;
    }

    @Test
    void eachLineIsLoggedWithTheActor() {
        read("one\nzwölf\r\n\nlast");

        assertThat(logged)
                .containsExactly(
                        "INFO [spark://app/worker] one",
                        "INFO [spark://app/worker] zwölf",
                        "INFO [spark://app/worker] ",
                        "INFO [spark://app/worker] last");
    }

    @Test
    void aFloodIsCutAndCounted() {
        read("x\n".repeat(OutputBudget.LINES + 500));

        assertThat(logged).hasSize(OutputBudget.LINES + 1);
        assertThat(logged.getLast()).contains("left out 500 lines (500 bytes)").startsWith("WARNING");
    }

    @Test
    void aLineWithoutAnEndTakesBoundedMemory() {
        read("y".repeat(100_000));

        assertThat(logged)
                .hasSize(13)
                .allSatisfy(line -> assertThat(line.length()).isLessThan(9_000));
    }

    @Test
    void theLastLinesAreKept() {
        LastWords words = read("a\n".repeat(30) + "Terminating due to java.lang.OutOfMemoryError: Java heap space\n");

        assertThat(words.lines()).hasSize(20);
        assertThat(words.tellOfFullHeap()).isTrue();
    }

    @Test
    void theLastLinesOfAFloodAreKept() {
        LastWords words = read("a\n".repeat(OutputBudget.LINES + 500)
                + "no end of this line: Terminating due to java.lang.OutOfMemoryError: Java heap space\n");

        assertThat(words.lines()).hasSize(20);
        assertThat(words.lines().getLast()).endsWith("Java heap space");
        assertThat(words.tellOfFullHeap()).isTrue();
    }
}
