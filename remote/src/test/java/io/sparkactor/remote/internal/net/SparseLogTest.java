package io.sparkactor.remote.internal.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.spi.RuntimeHooks;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Peers cannot fill the log, nor write into it what looks like lines of somebody else. */
class SparseLogTest {

    private static final Logger LOGGER = Logger.getLogger(SparseLog.class.getName());

    private final List<String> lines = new ArrayList<>();
    private final SparseLog log = new SparseLog(RuntimeHooks.production(), "left");
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOGGER.addHandler(handler);
    }

    @AfterEach
    void listenNoMore() {
        LOGGER.removeHandler(handler);
    }

    @Test
    void controlsOfAPeerAreNotWritten() {
        log.warn("a peer named x\r\nSEVERE: all is lost\u001b[2J\u2028\u202e… ä");

        assertThat(lines).containsExactly("left: a peer named x??SEVERE: all is lost?[2J??… ä");
    }

    @Test
    void aFloodIsOneLineASecond() {
        long start = System.nanoTime();
        for (int i = 0; i < 10_000; i++) {
            log.warn("again");
        }

        assertThat(lines).hasSizeBetween(1, 2 + (int) ((System.nanoTime() - start) / 1_000_000_000));
        assertThat(lines.getFirst()).isEqualTo("left: again");
    }
}
