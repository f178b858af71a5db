package io.sparkactor.internal.ask;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ledger.CounterCell;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask for a stream. Thread-safe. A plain reply counts as its result.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
final class StreamSlot<C, R> extends BaseRef<Object> {

    private final AskTerms terms;
    private final long patienceNanos;
    private final @Nullable ActorCell<?> asker;
    private final StreamBuffer<C> buffer;
    private volatile BaseRef<?> replier;

    StreamSlot(AskTerms terms, long patienceNanos, @Nullable ActorCell<?> asker) {
        this.terms = terms;
        this.patienceNanos = patienceNanos;
        this.asker = asker;
        this.buffer = new StreamBuffer<>(terms.target(), asker);
        this.replier = terms.target();
    }

    ReplyStream<C, R> reader() {
        return new StreamReader<>(terms, patienceNanos, buffer);
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the types are those of the request, as javac checked
    public <C2, R2> ReplySink<C2, R2> openSink() {
        return (ReplySink<C2, R2>) new Sink();
    }

    @Override
    public SyndicateCore core() {
        return terms.target().core();
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core());
        core().ledger().countOffered(counters);
        if (!buffer.end(new StreamEnd.Result(envelope.content()))) {
            return refuse(envelope.content(), envelope.senderRef(), DeadLetterReason.LATE_REPLY, counters);
        }
        core().ledger().countAccepted(counters);
        core().ledger().countProcessed(counters);
        core().ledger().countDone(counters);
        return ACCEPTED;
    }

    @Override
    public void askFailed(Throwable cause) {
        buffer.end(new StreamEnd.Failed(new AskFailure.HandlerThrew(cause)));
    }

    @Override
    public void askTargetStopped() {
        buffer.end(new StreamEnd.Failed(new AskFailure.TargetStopped()));
    }

    @Override
    public void askRefused(DeadLetterReason reason) {
        buffer.end(new StreamEnd.Failed(new AskFailure.Refused(reason)));
    }

    @Override
    public void askMovedTo(BaseRef<?> target) {
        replier = target;
    }

    @Override
    public boolean isAskWaitingFor(BaseRef<?> target) {
        return replier == target && buffer.isOpen();
    }

    @Override
    public boolean isAskEnded() {
        return !buffer.isOpen();
    }

    @Override
    public String path() {
        return asker == null ? core().rootPath() + "/ask" : asker.path() + "/ask";
    }

    @Override
    protected long serial() {
        return System.identityHashCode(this);
    }

    /** The answering side. */
    private final class Sink implements ReplySink<C, R> {

        @Override
        public boolean send(C chunk) {
            return buffer.put(Objects.requireNonNull(chunk, "chunk"));
        }

        @Override
        public boolean complete(R result) {
            return buffer.end(new StreamEnd.Result(Objects.requireNonNull(result, "result")));
        }

        @Override
        public boolean fail(Throwable cause) {
            return buffer.end(
                    new StreamEnd.Failed(new AskFailure.HandlerThrew(Objects.requireNonNull(cause, "cause"))));
        }

        @Override
        public boolean cancelled() {
            return !buffer.isOpen();
        }
    }
}
