package io.sparkactor.internal.ask;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.waiting.Started;
import io.sparkactor.spi.StreamPart;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask for a stream. Thread-safe. A plain reply counts as its result.
 *
 * <p>If the one who is asked is in another system, {@link #writtenBy} says so, and what it writes comes by {@link #arrived}.
 *
 * <p>Whether its reader waits for the replier and for nobody else is known only while the request waits in the replier's mailbox or
 * is handled there and nobody has opened the sink: a sink may be written by any thread, and a message that was kept may be answered
 * by any thread. From then on the stream is no edge in the search for circles, as a healthy stream must never be failed.
 *
 * @param <C> the type of the chunks
 * @param <R> the type of the result
 */
public final class StreamSlot<C, R> extends AskerRef implements Started {

    private final AskTerms terms;
    private final long patienceNanos;
    private final @Nullable ActorCell<?> asker;
    private final StreamBuffer<C> buffer;

    /** Who writes, if that is done in another system. */
    private volatile @Nullable FarWriter writer;

    /** There where {@link #writer} is. */
    private volatile @Nullable StreamArrivals<C> arrivals;

    /** Whether somebody has asked for the id. Set before the slot can be found by it. */
    private volatile boolean named;

    /** Whether the program has asked for it, so that others than the one who is to write may have it. */
    private volatile boolean handedOut;

    /** Whether others than the replier's turn may answer; once they may, that stays so. */
    private volatile boolean outOfHand;

    /** Watches the wait of an actor that reads; there while it waits. */
    private volatile @Nullable AskWatch watch;

    /** Made when somebody asks for it. Guarded by this object. */
    private long serial;

    StreamSlot(AskTerms terms, long patienceNanos, @Nullable ActorCell<?> asker) {
        super(terms.target());
        this.terms = terms;
        this.patienceNanos = patienceNanos;
        this.asker = asker;
        this.buffer = new StreamBuffer<>(terms.target().core(), asker, StreamBuffer.CAPACITY, this::ended);
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

    /** The request goes to another system. Before it does, so that nothing has come. */
    public void writtenBy(FarWriter far) {
        arrivals = new StreamArrivals<>(buffer);
        writer = far;
    }

    /** Something was written in another system; why it is refused, or null. In no books. Must not block. */
    public @Nullable DeadLetterReason arrived(StreamPart part, Object content) {
        StreamArrivals<C> afar = arrivals;
        return afar == null ? DeadLetterReason.NO_ACTOR : afar.take(part, content);
    }

    /** The next chunk for the reader, or null if there is none now. */
    @Nullable
    C poll() {
        C chunk = buffer.poll();
        FarWriter far = writer;
        if (chunk != null && far != null) {
            far.taken();
        }
        return chunk;
    }

    /** The reader goes. */
    void close() {
        if (buffer.close()) {
            cancel();
        }
    }

    /** The reader waits in vain, unless a chunk has come meanwhile. */
    void failIfEmpty(AskFailure failure) {
        if (buffer.endIfEmpty(new StreamEnd.Failed(failure))) {
            cancel();
        }
    }

    /** A writer at home sees it by itself. */
    private void cancel() {
        FarWriter far = writer;
        if (far != null) {
            far.cancel();
        }
    }

    private void ended() {
        if (named) {
            core().exports().forget(this);
        }
        FarWriter far = writer;
        if (far != null) {
            far.ended();
        }
    }

    @Override
    public long startedNanos() {
        return terms.startedNanos();
    }

    /** Who is to answer; null if others may do so as well. */
    @Nullable
    BaseRef<?> soleReplier() {
        return outOfHand ? null : replier();
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
        return (ReplySink<C2, R2>) new BufferSink<C, R>(buffer);
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
        super.askMovedTo(target);
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
        return replier() == target && buffer.isOpen();
    }

    @Override
    public boolean isAskEnded() {
        return !buffer.isOpen();
    }

    @Override
    public long askDeadlineNanos() {
        return terms.deadlineNanos();
    }

    /** The program gives it to anybody, so anybody may answer. */
    @Override
    public ActorId id() {
        handedOut = true;
        return replyId();
    }

    /** Goes to whoever is to write, and to nobody else. */
    @Override
    public ActorId replyId() {
        named = true;
        return super.id();
    }

    @Override
    protected boolean takesReply() {
        return true;
    }

    @Override
    public boolean hearsFrom(SystemId system) {
        return handedOut || super.hearsFrom(system);
    }

    @Override
    public boolean isGone() {
        return !buffer.isOpen();
    }

    @Override
    public boolean isStream() {
        return true;
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
}
