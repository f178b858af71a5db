package io.sparkactor.agent.mcp.internal.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes lines by a platform thread of its own: a write to a pipe that nobody reads blocks, cannot be interrupted, and would hold the carrier of
 * a virtual thread. Thread-safe.
 */
public final class LineWriter {

    private static final int MAX_QUEUED = 1_000;

    /** Of lines that wait behind others: one alone may be longer, as it is whole in memory anyhow. */
    private static final long MAX_QUEUED_BYTES = 32 << 20;

    private final OutputStream out;
    private final Consumer<IOException> failed;
    private final long maxBytes;
    private final Thread thread;

    /** What is not written yet, the line that is being written among it. Guarded by this object, as all below. */
    private final Queue<byte[]> queue = new ArrayDeque<>();

    private long queuedBytes;
    private boolean ended;

    /**
     * Starts the thread.
     *
     * @param failed is told once, by that thread, if a line cannot be written
     */
    public LineWriter(String name, OutputStream out, Consumer<IOException> failed) {
        this(name, out, failed, MAX_QUEUED_BYTES);
    }

    LineWriter(String name, OutputStream out, Consumer<IOException> failed, long maxBytes) {
        this.out = out;
        this.failed = failed;
        this.maxBytes = maxBytes;
        this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
    }

    /**
     * Writes a line soon. Does not block.
     *
     * @throws IOException if the other side reads too slowly, or the writer has ended
     */
    public void write(String line) throws IOException {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (this) {
            if (ended) {
                throw new IOException("the connection is closed");
            }
            if (queue.size() == MAX_QUEUED) {
                throw new IOException("the other side has not read the last " + MAX_QUEUED + " messages");
            }
            if (!queue.isEmpty() && queuedBytes + bytes.length > maxBytes) {
                throw new IOException("the other side has not read the last " + queuedBytes + " bytes in "
                        + queue.size() + " messages, and more than " + maxBytes + " may not wait");
            }
            queue.add(bytes);
            queuedBytes += bytes.length;
            notifyAll();
        }
    }

    /** Closes the stream behind what is queued. Does not block, and may be called twice. */
    public synchronized void end() {
        ended = true;
        notifyAll();
    }

    /**
     * Waits, after {@link #end}, until all is written, so many milliseconds at most; what is left then is dropped.
     *
     * @return how many lines were dropped; not those behind a line that could not be written
     */
    public int awaitWritten(long millis) throws InterruptedException {
        thread.join(millis);
        return dropAll();
    }

    private synchronized int dropAll() {
        int dropped = queue.size();
        queue.clear();
        queuedBytes = 0;
        return dropped;
    }

    /** The line to be written, once there is one, which stays in the queue; null behind the last one. */
    private synchronized byte @Nullable [] next() throws InterruptedException {
        while (queue.isEmpty() && !ended) {
            wait();
        }
        return queue.peek();
    }

    private synchronized void written(byte[] line) {
        if (queue.peek() == line) { // else all were dropped meanwhile
            queue.remove();
            queuedBytes -= line.length;
        }
    }

    private void run() {
        try (out) {
            for (byte[] line = next(); line != null; line = next()) {
                out.write(line);
                out.flush();
                written(line);
            }
        } catch (IOException e) {
            end();
            dropAll(); // nobody reads them any more, so nobody need be warned that they are lost
            failed.accept(e);
        } catch (InterruptedException e) {
            end(); // nobody interrupts it
        }
    }
}
