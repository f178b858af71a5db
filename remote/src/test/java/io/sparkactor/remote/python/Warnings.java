package io.sparkactor.remote.python;

import io.sparkactor.testkit.Await;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What the module logs while this is open. Thread-safe. */
final class Warnings extends Handler implements AutoCloseable {

    private final Logger logger = Logger.getLogger("io.sparkactor.remote");
    private final List<String> texts = new CopyOnWriteArrayList<>();

    Warnings() {
        logger.addHandler(this);
    }

    /** Waits for one that holds a text. */
    void await(String part) {
        Await.until(
                "a warning with " + part,
                Pair.PATIENCE,
                () -> texts.stream().anyMatch(text -> text.contains(part)),
                texts::toString);
    }

    @Override
    public void publish(LogRecord entry) {
        texts.add(entry.getMessage());
    }

    @Override
    public void flush() {
        // Nothing is kept back.
    }

    @Override
    public void close() {
        logger.removeHandler(this);
    }
}
