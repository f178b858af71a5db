package io.sparkactor.internal.ask;

import io.sparkactor.ReplyStream;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.cell.TurnWait;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The reading side of a stream. For one thread at a time, but for {@link #close}.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
final class StreamReader<C, R> implements ReplyStream<C, R>, Iterator<C> {

    private final StreamSlot<C, R> slot;
    private final long patienceNanos;
    private final StreamBuffer<C> buffer;
    private @Nullable C next;

    StreamReader(StreamSlot<C, R> slot, long patienceNanos) {
        this.slot = slot;
        this.patienceNanos = patienceNanos;
        this.buffer = slot.buffer();
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = await();
        }
        return next != null;
    }

    @Override
    public C next() {
        C chunk = hasNext() ? next : null;
        if (chunk == null) {
            throw new NoSuchElementException("the stream has no more chunks");
        }
        next = null;
        return chunk;
    }

    @Override
    @SuppressWarnings("unchecked") // javac has checked what the sink was given
    public R result() {
        while (hasNext()) {
            next = null;
        }
        if (buffer.ending() instanceof StreamEnd.Result(Object value)) {
            return (R) value;
        }
        throw new IllegalStateException("the stream was closed before its result was there");
    }

    @Override
    public void close() {
        slot.close();
    }

    @Override
    public Iterator<C> iterator() {
        return this;
    }

    /** The next chunk; null at the end. */
    private @Nullable C await() {
        long deadline = slot.core().hooks().nanoTime() + patienceNanos;
        while (true) {
            C chunk = slot.poll();
            if (chunk != null) {
                return chunk;
            }
            StreamEnd end = buffer.ending();
            if (end != null) {
                chunk = slot.poll(); // put between the two looks
                if (chunk == null && end instanceof StreamEnd.Failed(AskFailure failure)) {
                    throw slot.terms().exception(failure);
                }
                return chunk;
            }
            if (buffer.isClosed()) {
                return null;
            }
            awaitNews(deadline);
        }
    }

    /** Waits until there is a chunk or an end; a time-out ends the stream. */
    private void awaitNews(long deadline) {
        try (TurnWait wait = TurnWait.begin(slot.core(), "ReplyStream", slot.replier())) {
            TurnState turn = TurnState.current();
            ActorCell<?> reader = turn == null ? null : turn.cell();
            boolean news = turn == null || reader == null
                    ? buffer.awaitNews(deadline, wait::isOver)
                    : new StreamWait(slot, reader, wait, deadline).await(turn);
            if (!news) {
                wait.check();
                slot.failIfEmpty(new AskFailure.TimedOut());
            }
        }
    }
}
