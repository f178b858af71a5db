package io.sparkactor.internal.ask;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.SystemId;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.waiting.Started;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;

/**
 * The sender of an ask: takes one reply or one failure, whichever comes first. Thread-safe.
 *
 * <p>The outcome is set once by a compare-and-set; the asker sees it and everything that happened before it. Nobody waits for the
 * asker: a reply that comes too late is refused as {@link DeadLetterReason#LATE_REPLY}.
 */
abstract class AskSlot extends AskerRef implements Started {

    private static final VarHandle OUTCOME;

    static {
        try {
            OUTCOME = MethodHandles.lookup().findVarHandle(AskSlot.class, "outcome", Object.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final AskTerms terms;
    private final @Nullable ActorCell<?> asker;

    /** Null while nothing came; then the reply or an {@link AskFailure}. */
    private @Nullable Object outcome;

    /** Whether somebody has asked for the id. Set before the slot can be found by it. */
    private volatile boolean named;

    /** Whether the program has asked for it. Set before anybody else has it. */
    private volatile boolean handedOut;

    /** Made when somebody asks for it, as most asks need none. Guarded by this object. */
    private long serial;

    AskSlot(AskTerms terms, @Nullable ActorCell<?> asker) {
        super(terms.target());
        this.terms = terms;
        this.asker = asker;
    }

    /** Called once, by the thread that has set the outcome: wakes who waits for it. Must not block or run user code. */
    abstract void settled();

    final AskTerms terms() {
        return terms;
    }

    /** The actor that waits; null if something else does. */
    public final @Nullable ActorCell<?> asker() {
        return asker;
    }

    /** The reply, an {@link AskFailure}, or null. */
    final @Nullable Object outcome() {
        return OUTCOME.getAcquire(this);
    }

    public final boolean isPending() {
        return OUTCOME.getVolatile(this) == null;
    }

    /** Fails the ask unless it has an outcome already. */
    public final void fail(AskFailure failure) {
        if (OUTCOME.compareAndSet(this, null, failure)) {
            forgetName();
            settled();
        }
    }

    @Override
    public final SyndicateCore core() {
        return terms.target().core();
    }

    @Override
    public final Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        return replied(envelope.content(), envelope.senderRef(), turn);
    }

    @Override
    public final Delivery replied(Object content, BaseRef<?> from, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core());
        core().ledger().countOffered(counters);
        if (!OUTCOME.compareAndSet(this, null, content)) {
            return refuse(content, from, DeadLetterReason.LATE_REPLY, counters);
        }
        core().ledger().countAccepted(counters);
        core().ledger().countProcessed(counters); // the asker has it with this step
        core().ledger().countDone(counters);
        forgetName();
        settled();
        return ACCEPTED;
    }

    /** Behind the outcome, which whoever adds the name looks for behind the adding. */
    private void forgetName() {
        if (named) {
            core().exports().forget(this);
        }
    }

    /** The program gives it to anybody, so anybody may answer. */
    @Override
    public final ActorId id() {
        handedOut = true;
        return replyId();
    }

    /** Goes to whoever is to reply, and to nobody else. */
    @Override
    public final ActorId replyId() {
        named = true;
        return super.id();
    }

    @Override
    protected final boolean takesReply() {
        return true;
    }

    @Override
    public final boolean hearsFrom(SystemId system) {
        return handedOut || super.hearsFrom(system);
    }

    @Override
    public final boolean isGone() {
        return !isPending();
    }

    @Override
    public final void askFailed(Throwable cause) {
        fail(new AskFailure.HandlerThrew(cause));
    }

    @Override
    public final void askTargetStopped() {
        fail(new AskFailure.TargetStopped());
    }

    @Override
    public final void askRefused(DeadLetterReason reason) {
        fail(new AskFailure.Refused(reason));
    }

    @Override
    public final boolean isAskWaitingFor(BaseRef<?> target) {
        return replier() == target && isPending();
    }

    @Override
    public final boolean isAskEnded() {
        return !isPending();
    }

    @Override
    public final long askDeadlineNanos() {
        return terms.deadlineNanos();
    }

    @Override
    public final long startedNanos() {
        return terms.startedNanos();
    }

    @Override
    public final String path() {
        return asker == null ? core().rootPath() + "/ask" : asker.path() + "/ask";
    }

    @Override
    protected final synchronized long serial() {
        if (serial == 0) {
            serial = core().nextSerial();
        }
        return serial;
    }
}
