package io.sparkactor.benchmarks.measure;

import java.util.concurrent.atomic.LongAdder;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Counts what the framework logs instead of printing it, until it is closed. Thread-safe. */
public final class Warnings implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.sparkactor");
    private final LongAdder count = new LongAdder();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord logged) {
            count.increment();
        }

        @Override
        public void flush() {
            // nothing is kept
        }

        @Override
        public void close() {
            // nothing is open
        }
    };

    /** Begins to count. */
    public Warnings() {
        logger.addHandler(handler);
        logger.setUseParentHandlers(false);
    }

    /** How many have come. */
    public long count() {
        return count.sum();
    }

    /** Lets them be printed again. */
    @Override
    public void close() {
        logger.removeHandler(handler);
        logger.setUseParentHandlers(true);
    }
}
