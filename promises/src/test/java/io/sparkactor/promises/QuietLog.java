package io.sparkactor.promises;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Silences one logger while a test provokes thousands of its warnings. For the thread of the test. */
final class QuietLog implements AutoCloseable {

    private final Logger logger;
    private final Level before;

    private QuietLog(String name) {
        this.logger = Logger.getLogger(name); // kept, as the log manager holds it weakly
        this.before = logger.getLevel();
        logger.setLevel(Level.OFF);
    }

    static QuietLog of(String name) {
        return new QuietLog(name);
    }

    @Override
    public void close() {
        logger.setLevel(before);
    }
}
