package io.sparkactor.process.internal.pool;

import io.sparkactor.spi.RuntimeHooks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Supplier;

/**
 * Takes what a child prints on one of its streams and logs it line by line, with the name of the actor. Runs on a thread of its own, to
 * the end of the stream: a child that nobody reads from would stop at a full pipe.
 */
final class OutputReader implements Runnable {

    private static final System.Logger LOG = System.getLogger("io.sparkactor.process.Output");

    /** A longer line is logged in pieces. */
    private static final int LONGEST_LINE = 8 << 10;

    private final InputStream stream;
    private final Level level;
    private final Supplier<String> user;
    private final LastWords words;
    private final RuntimeHooks hooks;
    private final OutputBudget budget;
    private final byte[] line = new byte[LONGEST_LINE];
    private int length;

    /**
     * A reader.
     *
     * @param user whom the child works for
     */
    OutputReader(InputStream stream, Level level, Supplier<String> user, LastWords words, RuntimeHooks hooks) {
        this.stream = stream;
        this.level = level;
        this.user = user;
        this.words = words;
        this.hooks = hooks;
        this.budget = new OutputBudget(hooks.nanoTime());
    }

    @Override
    public void run() {
        try {
            read();
        } finally {
            words.ended();
        }
    }

    private void read() {
        byte[] chunk = new byte[64 << 10];
        try (stream) {
            for (int count = stream.read(chunk); count >= 0; count = stream.read(chunk)) {
                take(chunk, count);
                settle(false);
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "the output of a process of " + user.get() + " ended", e);
        }
        if (length > 0) {
            endLine();
        }
        settle(true);
    }

    private void take(byte[] chunk, int count) {
        for (int i = 0; i < count; i++) {
            byte next = chunk[i];
            if (next == '\n') {
                endLine();
                continue;
            }
            if (length == LONGEST_LINE) {
                endLine();
            }
            line[length++] = next;
        }
    }

    private void endLine() {
        int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
        length = 0;
        byte[] bytes = Arrays.copyOf(line, end);
        words.add(bytes); // before the budget: what ends a flood says why
        if (!budget.takes(end)) {
            return;
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        LOG.log(level, () -> "[" + user.get() + "] " + text);
    }

    private void settle(boolean isLast) {
        String leftOut = budget.settle(hooks.nanoTime(), isLast);
        if (!leftOut.isEmpty()) {
            LOG.log(Level.WARNING, () -> "[" + user.get() + "] " + leftOut);
        }
    }
}
