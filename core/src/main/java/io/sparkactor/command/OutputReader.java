package io.sparkactor.command;

import io.sparkactor.spi.RuntimeHooks;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.util.function.Consumer;

/** Reads one output of a command to its end, keeps it and passes it on. Runs on a thread of its own; its state may be asked by any. */
final class OutputReader {

    /** How much is read at once: what a pipe holds at most, unless somebody has enlarged it. */
    private static final int CHUNK = 1 << 16;

    private static final long DELIVERING = Long.MIN_VALUE;
    private static final System.Logger LOG = System.getLogger(RunCommand.class.getName());

    private final InputStream pipe;
    private final Command command;
    private final RuntimeHooks hooks;
    private final OutputBuffer buffer;
    private final Consumer<String> updates;

    /** When the read began that has not returned; {@link #DELIVERING} outside of reads. */
    private volatile long readingSince = DELIVERING;

    private volatile boolean ended;

    OutputReader(InputStream pipe, Command command, RuntimeHooks hooks, Consumer<String> updates) {
        this.pipe = pipe;
        this.command = command;
        this.hooks = hooks;
        this.buffer = new OutputBuffer(command.options().maxBuffer);
        this.updates = updates;
    }

    /** Reads to the end. */
    void run() {
        var decoder = new ChunkDecoder(command.options().charset);
        byte[] chunk = new byte[CHUNK];
        try (pipe) {
            for (int count = read(chunk); count >= 0; count = read(chunk)) {
                buffer.append(chunk, count);
                pass(decoder.decode(chunk, count));
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, () -> "the output of " + command + " could not be read to its end", e);
        } finally {
            pass(decoder.end());
            ended = true;
        }
    }

    private int read(byte[] chunk) throws IOException {
        readingSince = hooks.nanoTime();
        try {
            return pipe.read(chunk);
        } finally {
            readingSince = DELIVERING;
        }
    }

    private void pass(String text) {
        if (!text.isEmpty()) {
            updates.accept(text);
        }
    }

    /** Whether all was read and passed on. */
    boolean hasEnded() {
        return ended;
    }

    /** Whether a read waits since before a moment: somebody holds the pipe open and does not write. */
    boolean waitsSince(long nanos) {
        long since = readingSince;
        return since != DELIVERING && since - nanos <= 0;
    }

    /** What was kept up to now. */
    CapturedOutput captured() {
        return buffer.captured(command.options().charset);
    }
}
