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
import io.sparkactor.internal.waiting.Started;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask for a stream. Thread-safe. A plain reply counts as its result.
 *
 * <p>Whether its reader waits for the replier and for nobody else is known only while the request waits in the replier's mailbox or
 * is handled there and nobody has opened the sink: a sink may be written by any thread, and a message that was kept may be answered
 * by any thread. From then on the stream is no edge in the search for circles, as a healthy stream must never be failed.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
final class StreamSlot<C, R> extends BaseRef<Object> implements Started {

    private final AskTerms terms;
    private final long patienceNanos;
    private final @Nullable ActorCell<?> asker;
    private final StreamBuffer<C> buffer;
    private volatile BaseRef<?> replier;

    /** Whether others than the replier's turn may answer; once they may, that stays so. */
    private volatile boolean outOfHand;

    /** Watches the wait of an actor that reads; there while it waits. */
    private volatile @Nullable AskWatch watch;

    /** Made when somebody asks for it. Guarded by this object. */
    private long serial;

    StreamSlot(AskTerms terms, long patienceNanos, @Nullable ActorCell<?> asker) {
        this.terms = terms;
        this.patienceNanos = patienceNanos;
        this.asker = asker;
        this.buffer = new StreamBuffer<>(terms.target().core(), asker);
        this.replier = terms.target();
    }

    ReplyStream<C, R> reader() {
        return new StreamReader<>(this, patienceNanos);
    }

    AskTerms terms() {
        return terms;
    }

    StreamBuffer<C> buffer() {
        return buffer;
    }

    /** Who was asked, or has got the request by a forward. */
    BaseRef<?> replier() {
        return replier;
    }

    @Override
    public long startedNanos() {
        return terms.startedNanos();
    }

    /** Who is to answer; null if others may do so as well. */
    @Nullable
    BaseRef<?> soleReplier() {
        return outOfHand ? null : replier;
    }

    /** Says what watches the wait that begins, null when it has ended. */
    void watchedBy(@Nullable AskWatch current) {
        watch = current;
    }

    @Override
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // the types are those of the request, as javac checked
    public <C2, R2> ReplySink<C2, R2> openSink() {
        outOfHand = true;
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
        AskWatch current = watch;
        if (current != null) {
            current.moved(); // the edge of the wait has moved, so that a cycle may have closed
        }
    }

    @Override
    public void askKept() {
        outOfHand = true;
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
    public long askDeadlineNanos() {
        return terms.deadlineNanos();
    }

    @Override
    public String path() {
        return asker == null ? core().rootPath() + "/ask" : asker.path() + "/ask";
    }

    @Override
    protected synchronized long serial() {
        if (serial == 0) {
            serial = core().nextSerial();
        }
        return serial;
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
