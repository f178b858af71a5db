package io.sparkactor.internal.remote;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ReplySink;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ask.StreamBuffer;
import io.sparkactor.internal.ask.StreamEnd;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.spi.StreamPart;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask for a stream that has come from another system: what is written here goes to its reader there. A plain reply counts
 * as the result. Thread-safe.
 *
 * <p>The state is that of a stream at home, kept in a buffer that holds a mark for each chunk which the reader has not taken, as far as it
 * has said.
 */
final class StreamAskRef extends FarAskRef {

    private static final Boolean UNREAD = true;

    private final StreamBuffer<Boolean> unread;
    private final StreamWay way;

    StreamAskRef(
            Remoting remoting,
            RemoteRef<Object> replyTo,
            RemoteAsker asker,
            long deadlineNanos,
            BaseRef<?> target,
            StreamPart.Request request) {
        super(replyTo, new OnceAsker(asker), deadlineNanos, target);
        int capacity = Math.min(request.window(), StreamBuffer.CAPACITY);
        unread = new StreamBuffer<>(
                remoting.core(), replyTo, capacity, () -> remoting.streams().endWritten(this));
        way = new StreamWay(remoting, this);
    }

    /** The system of its reader. */
    SystemId peer() {
        return systemId();
    }

    /** The uuid of its reader, which is the name of the stream. */
    String reader() {
        return id().uuid();
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the types are those of the request, as javac checked
    public <C, R> ReplySink<C, R> openSink() {
        return (ReplySink<C, R>) new Sink();
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core());
        core().ledger().countOffered(counters);
        @Nullable DeadLetterReason refusal = DeadLetterReason.LATE_REPLY;
        boolean thrown = true;
        try {
            if (end()) {
                refusal = passResult(envelope.content());
            }
            thrown = false;
        } finally {
            if (thrown) { // as when memory is out, or the one who replies is told to stop while it waits for room
                core().ledger().countRefused(counters);
            }
        }
        if (refusal != null) {
            return refuse(envelope.content(), envelope.senderRef(), refusal, counters);
        }
        core().ledger().countAccepted(counters);
        core().ledger().countProcessed(counters);
        core().ledger().countDone(counters);
        return ACCEPTED;
    }

    private @Nullable DeadLetterReason passResult(Object result) {
        return pass(new StreamPart.Result(unread.count() + 1), result);
    }

    /** Sends a piece; if it does not go, the stream is broken, and this says why. */
    private @Nullable DeadLetterReason pass(StreamPart part, Object content) {
        @Nullable DeadLetterReason refusal = DeadLetterReason.DISCONNECTED; // if this is left by a throw
        try {
            refusal = way.pass(part, content);
        } finally {
            if (refusal != null) {
                broken(refusal);
            }
        }
        return refusal;
    }

    /** A piece did not arrive, so the rest is of no use: the reader is told, unless it has said itself that it reads no more. */
    void broken(DeadLetterReason reason) {
        boolean unwanted = unread.isClosed();
        cancelled();
        if (!unwanted) {
            asker().refused(reason);
        }
    }

    /** A piece has arrived. */
    void arrived() {
        way.arrived();
    }

    /** The reader has taken so many chunks in all. */
    void taken(long count) {
        unread.takeUpTo(count);
    }

    /** The reader reads no more. */
    void cancelled() {
        unread.close();
        way.wake();
    }

    /** The session with the system of the reader is over. The reader is told, as a transport that has another one there may not do so. */
    void lost() {
        broken(DeadLetterReason.UNACKNOWLEDGED);
    }

    /** Whether nobody reads what was written. */
    boolean isUnread() {
        return unread.isClosed();
    }

    /** Ends it for the handler, which tells the reader why. */
    @Override
    boolean end() {
        return unread.end(new StreamEnd.ToldAfar());
    }

    @Override
    public boolean isStream() {
        return true;
    }

    @Override
    public boolean isAskEnded() {
        return !unread.isOpen();
    }

    @Override
    public boolean isGone() {
        return isAskEnded();
    }

    /** The answering side. */
    private final class Sink implements ReplySink<Object, Object> {

        @Override
        public boolean send(Object chunk) {
            Objects.requireNonNull(chunk, "chunk");
            long number = unread.put(UNREAD);
            return number > 0 && pass(new StreamPart.Chunk(number), chunk) == null;
        }

        @Override
        public boolean complete(Object result) {
            Objects.requireNonNull(result, "result");
            return end() && passResult(result) == null;
        }

        @Override
        public boolean fail(Throwable cause) {
            Objects.requireNonNull(cause, "cause");
            boolean first = end();
            if (first) {
                asker().handlerThrew(cause);
            }
            return first;
        }

        @Override
        public boolean cancelled() {
            return isAskEnded();
        }
    }
}
