package io.sparkactor.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Writes its input to a command, while others read what it writes: done on one thread, both would wait for each other as soon as both
 * pipes are full. Runs on a thread of its own; its failure may be asked by any.
 */
final class InputWriter {

    private static final int CHUNK = 1 << 16;

    private final OutputStream pipe;
    private final Charset charset;
    private final Function<Charset, ? extends @Nullable InputStream> source;
    private volatile @Nullable Throwable failure;

    InputWriter(OutputStream pipe, Charset charset, Function<Charset, ? extends @Nullable InputStream> source) {
        this.pipe = pipe;
        this.charset = charset;
        this.source = source;
    }

    /**
     * Writes all, then closes both. If the input fails, the pipe stays open: the command would take its end for that of the input and
     * succeed with half of it before it is ended.
     */
    void run() {
        try (InputStream input = Objects.requireNonNull(source.apply(charset), "the stream with the input is null")) {
            byte[] chunk = new byte[CHUNK];
            int count = input.read(chunk);
            while (count >= 0 && write(chunk, count)) {
                count = input.read(chunk);
            }
        } catch (Throwable thrown) { // from the user's stream
            failure = thrown;
            return;
        }
        closeQuietly(pipe);
    }

    private boolean write(byte[] chunk, int count) {
        try {
            pipe.write(chunk, 0, count);
            pipe.flush();
            return true;
        } catch (IOException e) {
            return false; // the command has ended, or has closed its input: it wants no more
        }
    }

    /** Closes a pipe; that fails where the other side has gone with unread input in it. */
    static void closeQuietly(OutputStream pipe) {
        try {
            pipe.close();
        } catch (IOException e) {
            // nobody is there to read it
        }
    }

    /** What the user's stream threw; null if nothing. */
    @Nullable
    Throwable failure() {
        return failure;
    }
}
