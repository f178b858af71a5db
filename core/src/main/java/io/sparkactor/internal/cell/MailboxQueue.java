package io.sparkactor.internal.cell;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The unbounded mailbox: many senders, one consumer, and whether the cell is scheduled, in two fields.
 *
 * <pre>
 *   tail == STARTING   not scheduled, and not to be: the creator still runs preStart
 *   tail == IDLE       not scheduled, nothing queued
 *   tail == envelope   scheduled or running; that envelope was linked last
 *   first ──▶ next ──▶ … ──▶ tail
 * </pre>
 *
 * <p>A sender exchanges the tail and then links: one atomic step, no loop. Who found IDLE owns the consumer's side and schedules the
 * cell; so a cell is scheduled exactly once, and whoever runs it is alone. The consumer leaves an envelope at {@code first} while it
 * handles it, and goes idle by a compare-and-set of the tail from that envelope to IDLE. In a long turn a cursor stands at {@code first}.
 *
 * <p>A part of the cell, not an object of its own, to keep an idle actor small. Senders: any thread. Consumer: the turn.
 *
 * @param <M> the type of messages
 */
public abstract class MailboxQueue<M> extends BaseRef<M> {

    private static final VarHandle TAIL;
    private static final VarHandle FIRST;
    private static final Envelope<String> IDLE = new Envelope<>(Kind.NUDGE, "idle", NoRef.INSTANCE, null);
    private static final Envelope<String> STARTING = new Envelope<>(Kind.NUDGE, "starting", NoRef.INSTANCE, null);

    static {
        try {
            var lookup = MethodHandles.lookup();
            TAIL = lookup.findVarHandle(MailboxQueue.class, "tail", Envelope.class);
            FIRST = lookup.findVarHandle(MailboxQueue.class, "first", Object.class);
            lookup.ensureInitialized(QueueCursor.class); // not when memory is out, which would spoil the class for good
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    @SuppressWarnings("unused") // through TAIL
    private Envelope<?> tail = STARTING;

    /** The envelope in front, or the {@link QueueCursor} that stands at it. */
    private @Nullable Object first;

    /** A mailbox whose creator still starts the cell. */
    protected MailboxQueue() {}

    /**
     * Links an envelope.
     *
     * @return true if the caller must schedule the cell
     * @throws StackOverflowError if it was not linked
     */
    protected final boolean enqueue(Envelope<?> envelope) {
        assert envelope.linkOnce() : "an envelope was linked twice: " + envelope;
        Envelope<?> previous = (Envelope<?>) TAIL.getAndSet(this, envelope);
        if (previous == IDLE) {
            first = envelope; // published by scheduling
            return true;
        }
        try {
            if (previous == STARTING) {
                FIRST.setRelease(this, envelope);
            } else {
                previous.linkNext(envelope);
            }
        } catch (StackOverflowError e) {
            // The exchange above was deeper than a store, which is no call at all: the link is always made. (ADR 8)
            if (previous == STARTING) {
                first = envelope;
            } else {
                previous.next = envelope;
            }
        }
        return false;
    }

    /** Links an envelope only if the cell is idle; true if it did, and the caller must schedule the cell. */
    protected final boolean enqueueIfIdle(Envelope<?> envelope) {
        // Not a plain read before: the caller has just published a command, and needs the fence of the compare-and-set.
        if (TAIL.compareAndSet(this, IDLE, envelope)) {
            first = envelope;
            return true;
        }
        return false;
    }

    /** Ends the start; true if messages came in meanwhile, and the caller must schedule the cell. */
    protected final boolean endStart() {
        if (TAIL.compareAndSet(this, STARTING, IDLE)) {
            return false;
        }
        while (FIRST.getAcquire(this) == null) {
            Thread.onSpinWait(); // a sender is between its exchange and its link
        }
        return true;
    }

    /**
     * Links envelopes behind what the turn handles and in front of all else; by the consumer, whose envelope is still in the queue.
     *
     * @param envelopes at least one, in order
     */
    protected final void enqueueFirst(List<? extends Envelope<?>> envelopes) {
        Envelope<?> last = chain(envelopes);
        Envelope<?> handled = head();
        Envelope<?> next = handled.next();
        // A sender that exchanges the tail afterwards links itself behind the last of these.
        if (next == null && !TAIL.compareAndSet(this, handled, last)) {
            next = awaitLink(handled);
        }
        if (next != null) {
            last.linkNext(next);
        }
        handled.linkNext(envelopes.getFirst());
    }

    /**
     * Links envelopes in front of all else; by the consumer, which has not begun with the {@link #head} yet.
     *
     * @param envelopes at least one, in order
     */
    protected final void enqueueBeforeHead(List<? extends Envelope<?>> envelopes) {
        chain(envelopes).linkNext(head());
        moveTo(cursor(), envelopes.getFirst());
    }

    private static Envelope<?> chain(List<? extends Envelope<?>> envelopes) {
        Envelope<?> last = envelopes.getFirst();
        assert last.linkOnce() : "an envelope was linked twice: " + last;
        for (Envelope<?> envelope : envelopes.subList(1, envelopes.size())) {
            assert envelope.linkOnce() : "an envelope was linked twice: " + envelope;
            last.linkNext(envelope);
            last = envelope;
        }
        return last;
    }

    /** What the turn has to handle first; by the consumer. */
    protected final Envelope<?> head() {
        Envelope<?> head = at(first);
        if (head == null) {
            throw new IllegalStateException("a cell was scheduled with an empty mailbox: " + path());
        }
        return head;
    }

    /**
     * The envelope behind a handled one, which leaves the queue; or null, and then the cell is idle and no longer the caller's.
     * By the consumer.
     */
    protected final @Nullable Envelope<?> advance(Envelope<?> handled) {
        Envelope<?> next = handled.next();
        if (next == null) {
            first = null; // before the compare-and-set: afterwards it belongs to the next sender
            if (TAIL.compareAndSet(this, handled, IDLE)) {
                return null;
            }
            next = awaitLink(handled);
        }
        handled.unlink();
        first = next;
        return next;
    }

    /**
     * Sets a cursor at what is in front, until the cell is advanced without it; by the consumer. Either it sees what was written before
     * {@link #callCursor}, if it looks afterwards, or that call reaches the cursor.
     *
     * @throws OutOfMemoryError if there is no memory for one; then nothing has changed
     */
    protected final QueueCursor setCursor() {
        var cursor = new QueueCursor(head());
        FIRST.setVolatile(this, cursor);
        return cursor;
    }

    /**
     * Goes on from a handled envelope that has another one behind it, by the cursor alone; by the consumer.
     *
     * @return the other one
     */
    protected static Envelope<?> advance(QueueCursor cursor, Envelope<?> handled) {
        Envelope<?> next = awaitLink(handled);
        handled.unlink();
        cursor.moveTo(next);
        return next;
    }

    /** Has a turn that has set a cursor look at its cell. On any thread, behind a volatile write of what it is to see. */
    protected final void callCursor() {
        if (FIRST.getVolatile(this) instanceof QueueCursor cursor) {
            cursor.call();
        }
    }

    private @Nullable QueueCursor cursor() {
        return first instanceof QueueCursor cursor ? cursor : null;
    }

    private void moveTo(@Nullable QueueCursor cursor, Envelope<?> front) {
        if (cursor == null) {
            FIRST.setRelease(this, front);
        } else {
            cursor.moveTo(front);
        }
    }

    private static @Nullable Envelope<?> at(@Nullable Object first) {
        return first instanceof QueueCursor cursor ? cursor.at() : (Envelope<?>) first;
    }

    private static Envelope<?> awaitLink(Envelope<?> handled) {
        Envelope<?> next = handled.next();
        while (next == null) {
            Thread.onSpinWait(); // a sender is between its exchange and its link; never taken for empty
            next = handled.next();
        }
        return next;
    }

    /** What is being handled, or else waits in front; null if there is nothing. For any thread, as a moment's look. */
    final @Nullable Envelope<?> oldest() {
        return at(FIRST.getAcquire(this));
    }

    /** How many messages wait or are being handled, by walking the queue; exact when nothing moves. */
    @Override
    public long depth() {
        long count = 0;
        Envelope<?> at = oldest();
        while (at != null) {
            count += Kind.isMessage(at.kind) ? 1 : 0;
            at = at.next();
        }
        return count;
    }
}
