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
 * Chunks between a writer and a reader, at most 256, and how it ended. Thread-safe; nothing waits while it holds the monitor.
 *
 * @param <C> the type of the chunks
 */
final class StreamBuffer<C> {

    private static final int CAPACITY = 256;

    private final SyndicateCore core;
    private final @Nullable BaseRef<?> asker;
    private final Queue<C> chunks = new ArrayDeque<>();
    private final Waiters readers = new Waiters();
    private final Waiters writers = new Waiters();
    private @Nullable StreamEnd end;
    private boolean closed;

    /** An open buffer for the stream that an actor has asked for, or somebody else: null. */
    StreamBuffer(SyndicateCore core, @Nullable BaseRef<?> asker) {
        this.core = core;
        this.asker = asker;
    }

    /** Puts a chunk, waiting for room; false if nobody reads or it has ended. */
    boolean put(C chunk) {
        while (true) {
            synchronized (this) {
                if (closed || end != null) {
                    return false;
                }
                if (chunks.size() < CAPACITY) {
                    chunks.add(chunk);
                    break;
                }
            }
            awaitRoom();
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
        return closed || end != null || chunks.size() < CAPACITY;
    }

    /** Ends it, behind the chunks; false if it had ended. */
    boolean end(StreamEnd how) {
        synchronized (this) {
            if (closed || end != null) {
                return false;
            }
            end = how;
        }
        wakeAll();
        return true;
    }

    /** Ends it if its reader has taken all chunks, so that a chunk which comes just now is not followed by a failure. */
    void endIfEmpty(StreamEnd how) {
        synchronized (this) {
            if (hasNews()) {
                return;
            }
            end = how;
        }
        wakeAll();
    }

    /** The reader goes. */
    void close() {
        synchronized (this) {
            closed = true;
            chunks.clear();
        }
        wakeAll();
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
    @Nullable
    C poll() {
        C chunk;
        synchronized (this) {
            chunk = chunks.poll();
        }
        if (chunk != null) {
            writers.wakeAll(core.hooks());
        }
        return chunk;
    }

    /** How it ended, null if it goes on. */
    synchronized @Nullable StreamEnd ending() {
        return end;
    }

    synchronized boolean isClosed() {
        return closed;
    }

    synchronized boolean isOpen() {
        return !closed && end == null;
    }
}
