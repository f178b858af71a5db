package io.sparkactor.internal.ask;

import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnWait;
import io.sparkactor.internal.waiting.Waiters;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Chunks between a writer and a reader, a bounded number, and how it ended. Thread-safe; nothing waits while it holds the monitor.
 *
 * <p>Where the two are in different systems, each has one. That of the writer holds something for each chunk that the reader has not taken, as
 * far as is known, so that the writer waits as it does at home.
 *
 * @param <C> the type of the chunks
 */
public final class StreamBuffer<C> {

    /** How many chunks a writer may be ahead of its reader. */
    public static final int CAPACITY = 256;

    private final SyndicateCore core;
    private final @Nullable BaseRef<?> asker;
    private final int capacity;
    private final Runnable onEnd;
    private final Queue<C> chunks = new ArrayDeque<>();
    private final Waiters readers = new Waiters();
    private final Waiters writers = new Waiters();
    private long count;
    private @Nullable StreamEnd end;
    private boolean closed;

    /**
     * An open buffer.
     *
     * @param asker who has asked for the stream; null if that is no actor
     * @param capacity how many chunks it has room for
     * @param onEnd run once, when it is closed or has ended, by whoever does that
     */
    public StreamBuffer(SyndicateCore core, @Nullable BaseRef<?> asker, int capacity, Runnable onEnd) {
        this.core = core;
        this.asker = asker;
        this.capacity = capacity;
        this.onEnd = onEnd;
    }

    /** Puts a chunk, waiting for room; its number, from 1, or 0 if nobody reads or it has ended. */
    public long put(C chunk) {
        long number;
        while (true) {
            synchronized (this) {
                if (closed || end != null) {
                    return 0;
                }
                if (chunks.size() < capacity) {
                    chunks.add(chunk);
                    number = ++count;
                    break;
                }
            }
            awaitRoom();
        }
        readers.wakeAll(core.hooks());
        return number;
    }

    /** Puts a chunk without waiting; false if there is no room. Nothing happens if nobody reads or it has ended. */
    boolean offer(C chunk) {
        synchronized (this) {
            if (closed || end != null) {
                return true;
            }
            if (chunks.size() >= capacity) {
                return false;
            }
            chunks.add(chunk);
            count++;
        }
        readers.wakeAll(core.hooks());
        return true;
    }

    private void awaitRoom() {
        try (TurnWait wait = TurnWait.begin(core, "ReplySink.send", asker)) {
            writers.await(core.hooks(), Long.MAX_VALUE, this::hasRoom, wait::isOver);
            wait.check();
        }
    }

    private synchronized boolean hasRoom() {
        return closed || end != null || chunks.size() < capacity;
    }

    /** Ends it, behind the chunks; false if it had ended. */
    public boolean end(StreamEnd how) {
        synchronized (this) {
            if (closed || end != null) {
                return false;
            }
            end = how;
        }
        wakeAll();
        onEnd.run();
        return true;
    }

    /** Ends it if its reader has taken all chunks, so that a chunk which comes just now is not followed by a failure; whether it did. */
    boolean endIfEmpty(StreamEnd how) {
        synchronized (this) {
            if (hasNews()) {
                return false;
            }
            end = how;
        }
        wakeAll();
        onEnd.run();
        return true;
    }

    /** The reader goes; false if it had gone or the stream had ended. */
    public boolean close() {
        boolean first;
        synchronized (this) {
            first = !closed && end == null;
            closed = true;
            chunks.clear();
        }
        wakeAll();
        if (first) {
            onEnd.run();
        }
        return first;
    }

    private void wakeAll() {
        readers.wakeAll(core.hooks());
        writers.wakeAll(core.hooks());
    }

    /** Waits until there is a chunk or an end; false if the deadline has passed or the wait was abandoned. */
    boolean awaitNews(long deadlineNanos, BooleanSupplier abandoned) {
        return readers.await(core.hooks(), deadlineNanos, this::hasNews, abandoned);
    }

    /** Whether the reader need not wait. */
    synchronized boolean hasNews() {
        return closed || end != null || !chunks.isEmpty();
    }

    /** The next chunk, or null if there is none now. */
    public @Nullable C poll() {
        C chunk;
        synchronized (this) {
            chunk = chunks.poll();
        }
        if (chunk != null) {
            writers.wakeAll(core.hooks());
        }
        return chunk;
    }

    /** Takes all chunks up to this number that are there. */
    public void takeUpTo(long number) {
        synchronized (this) {
            while (count - chunks.size() < number && !chunks.isEmpty()) {
                chunks.remove();
            }
        }
        writers.wakeAll(core.hooks());
    }

    /** How many chunks were put; from its end on no more. */
    public synchronized long count() {
        return count;
    }

    /** How it ended, null if it goes on. */
    synchronized @Nullable StreamEnd ending() {
        return end;
    }

    /** Whether the reader has gone. */
    public synchronized boolean isClosed() {
        return closed;
    }

    /** Whether it has not ended, and its reader has not gone. */
    public synchronized boolean isOpen() {
        return !closed && end == null;
    }
}
