package io.sparkactor.agent.mcp.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Writes lines by a platform thread of its own: a write to a pipe that nobody reads blocks, cannot be interrupted, and would hold the carrier of
 * a virtual thread. Thread-safe.
 */
public final class LineWriter {

    private static final int MAX_QUEUED = 1_000;
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> queue = new LinkedBlockingQueue<>(MAX_QUEUED);
    private final OutputStream out;
    private final Consumer<IOException> failed;
    private final Thread thread;
    private volatile boolean ended;

    /**
     * Starts the thread.
     *
     * @param failed is told once, by that thread, if a line cannot be written
     */
    public LineWriter(String name, OutputStream out, Consumer<IOException> failed) {
        this.out = out;
        this.failed = failed;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /**
     * Writes a line soon. Does not block.
     *
     * @throws IOException if the other side reads too slowly, or the writer has ended
     */
    public void write(String line) throws IOException {
        if (ended) {
            throw new IOException("the connection is closed");
        }
        if (!queue.offer((line + "\n").getBytes(StandardCharsets.UTF_8))) {
            throw new IOException("the other side has not read the last " + MAX_QUEUED + " messages");
        }
    }

    /** Closes the stream behind what is queued, or at once if the queue is full. Does not block, and may be called twice. */
    public void end() {
        ended = true;
        if (!queue.offer(END)) {
            queue.clear();
            queue.add(END);
        }
    }

    /** Waits for the end of the thread, so many milliseconds at most. */
    public void join(long millis) throws InterruptedException {
        thread.join(millis);
    }

    private void run() {
        try (out) {
            for (byte[] line = queue.take(); line != END; line = queue.take()) {
                out.write(line);
                out.flush();
            }
        } catch (IOException e) {
            ended = true;
            failed.accept(e);
        } catch (InterruptedException e) {
            ended = true; // nobody interrupts it
        }
    }
}
