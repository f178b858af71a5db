package io.sparkactor.internal.cell;

import io.sparkactor.ActorId;
import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetter;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ReplySink;
import io.sparkactor.ReplyStream;
import io.sparkactor.Request;
import io.sparkactor.SendOptions;
import io.sparkactor.StreamRequest;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ledger.CounterCell;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Room one of the way from {@code tell} to {@code process}: makes the one envelope and hands it to the receiver that this ref is.
 *
 * <p>The receiver of a local actor is its cell, so the ref is the cell: no object in between. Thread-safe.
 *
 * @param <M> the type of messages
 */
public abstract class BaseRef<M> implements ActorRef<M> {

    private static final Delivery[] REFUSED = new Delivery[DeadLetterReason.values().length];

    /** The one outcome of all accepted sends. */
    protected static final Delivery ACCEPTED = new Delivery.Accepted();

    static {
        for (DeadLetterReason reason : DeadLetterReason.values()) {
            REFUSED[reason.ordinal()] = new Delivery.Refused(reason);
        }
    }

    /** For subclasses. */
    protected BaseRef() {}

    /** The ref of ours that stands behind an API type. */
    public static <M> BaseRef<M> of(ActorRef<M> ref) {
        if (Objects.requireNonNull(ref, "target") instanceof BaseRef<M> base) {
            return base;
        }
        throw new IllegalArgumentException(
                "only refs made by Spark can be used, not a " + ref.getClass().getName());
    }

    /** The system of this receiver. */
    public abstract SyndicateCore core();

    /**
     * The only door in the system: takes an envelope, or refuses it.
     *
     * @param turn the state of the calling thread if it runs turns, else null
     */
    public abstract Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn);

    /** Takes a reply; the slot of an ask does without an envelope. */
    public Delivery replied(Object content, BaseRef<?> from, @Nullable TurnState turn) {
        return deliver(Envelope.tell(content, from, turn), turn);
    }

    /** Opens the answer to a stream; anything but a waiting stream gives a sink that is cancelled from the start. */
    public <C, R> ReplySink<C, R> openSink() {
        return CancelledSink.instance();
    }

    /** If this is the slot of an ask: its handler threw. */
    public void askFailed(Throwable cause) {}

    /** If this is the slot of an ask: its target has stopped. */
    public void askTargetStopped() {}

    /** If this is the slot of an ask: its message was refused on the way. */
    public void askRefused(DeadLetterReason reason) {}

    /** If this is the slot of an ask: somebody else is to answer now. */
    public void askMovedTo(BaseRef<?> target) {}

    /** If this is the slot of an ask: its handler has returned without an answer, and may have left it to anybody. */
    public void askKept() {}

    /** Whether this is the slot of an ask that still waits for {@code target}. */
    public boolean isAskWaitingFor(BaseRef<?> target) {
        return false;
    }

    /** Whether this is the slot of an ask that has its reply or its failure, so that nobody waits any more. */
    public boolean isAskEnded() {
        return false;
    }

    /** If this is the slot of an ask: when that gives up, on the scale of the hooks; else never. */
    public long askDeadlineNanos() {
        return Long.MAX_VALUE;
    }

    /** Whether this stands for no sender, so that there is nobody to reply to. */
    public boolean isNobody() {
        return false;
    }

    /** The identity under which replies find this; another than {@link #id} where this stands for somebody in another system. */
    public ActorId replyId() {
        return id();
    }

    /** Whether this takes the reply to an ask, and ends with that. The same for ever. */
    protected boolean takesReply() {
        return false;
    }

    /**
     * Whether another system may give this its reply, or say that there will be none. The slot of an ask takes that from the system of whoever is
     * to reply; anything else knows no such difference.
     */
    public boolean hearsFrom(SystemId system) {
        return true;
    }

    /** The system that this belongs to. */
    public SystemId systemId() {
        return core().systemId();
    }

    /** Whether this is the slot of a stream. */
    public boolean isStream() {
        return false;
    }

    /** Whether this is in another system. */
    public boolean isRemote() {
        return false;
    }

    /** Whether this can be asked for a stream, as far as is known here. */
    public boolean takesStreams() {
        return true;
    }

    /** Whether this takes nothing any more, for ever. */
    public boolean isGone() {
        return false;
    }

    /** About how many messages wait here. */
    public long depth() {
        return 0;
    }

    @Override
    public final Delivery tell(M message) {
        Objects.requireNonNull(message, "message");
        TurnState turn = TurnState.current();
        return deliver(Envelope.tell(message, TurnState.senderOf(turn, core()), turn), turn);
    }

    @Override
    public final Delivery tell(M message, SendOptions options) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(options, "options");
        TurnState turn = TurnState.current();
        return deliver(Envelope.withOptions(message, TurnState.senderOf(turn, core()), options, turn), turn);
    }

    @Override
    public final <R> R ask(Request<? super M, R> request) {
        return core().asking().ask(this, request, null, null);
    }

    @Override
    public final <R> R ask(Request<? super M, R> request, Duration timeout) {
        return core().asking().ask(this, request, null, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public final <R> R ask(M message, Class<R> replyType) {
        Objects.requireNonNull(message, "message");
        return core().asking().ask(this, message, Objects.requireNonNull(replyType, "replyType"), null);
    }

    @Override
    public final <R> R ask(M message, Class<R> replyType, Duration timeout) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(replyType, "replyType");
        return core().asking().ask(this, message, replyType, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public final <R> CompletableFuture<R> askAsync(Request<? super M, R> request) {
        return core().asking().askAsync(this, request, null, null);
    }

    @Override
    public final <R> CompletableFuture<R> askAsync(Request<? super M, R> request, Duration timeout) {
        return core().asking().askAsync(this, request, null, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public final <R> CompletableFuture<R> askAsync(M message, Class<R> replyType) {
        Objects.requireNonNull(message, "message");
        return core().asking().askAsync(this, message, Objects.requireNonNull(replyType, "replyType"), null);
    }

    @Override
    public final <R> CompletableFuture<R> askAsync(M message, Class<R> replyType, Duration timeout) {
        Objects.requireNonNull(message, "message");
        Objects.requireNonNull(replyType, "replyType");
        return core().asking().askAsync(this, message, replyType, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public final <C, R> ReplyStream<C, R> askStream(StreamRequest<? super M, C, R> request) {
        return core().asking().askStream(this, request, null);
    }

    @Override
    public final <C, R> ReplyStream<C, R> askStream(StreamRequest<? super M, C, R> request, Duration timeout) {
        return core().asking().askStream(this, request, Objects.requireNonNull(timeout, "timeout"));
    }

    @Override
    public ActorId id() {
        UUID uuid = uuid();
        core().exports().add(this, uuid);
        return new ActorId(core().systemId(), uuid.toString());
    }

    /** What an {@link #id} of this system has for it. */
    protected final UUID uuid() {
        return core().ids().of(serial(), takesReply());
    }

    /** The number of this receiver within its system. */
    protected abstract long serial();

    /** By the number, not by identity, so that tables of refs are walked in the same order whenever a run is replayed. */
    @Override
    public final int hashCode() {
        return Long.hashCode(serial());
    }

    @Override
    public final String toString() {
        return path();
    }

    /** Refuses an envelope: counts, records a dead letter, and gives the outcome. The offer was counted before. */
    protected final Delivery refuse(
            Object content, BaseRef<?> sender, DeadLetterReason reason, @Nullable CounterCell counters) {
        Delivery refusal = refused(content, sender, reason);
        core().ledger().countRefused(counters);
        return refusal;
    }

    /** The same for a send from a turn, whose offer was not counted: both counts are the last steps, next to each other. */
    protected final Delivery refuseInTurn(
            Object content, BaseRef<?> sender, DeadLetterReason reason, CounterCell counters) {
        Delivery refusal = refused(content, sender, reason);
        core().ledger().countRefused(counters);
        counters.countOffered();
        return refusal;
    }

    /** Refuses an envelope that came from outside after the close had begun. */
    protected final Delivery refuseByClose(Envelope<?> envelope) {
        core().ledger().countRefusedByClose();
        return refused(envelope.content(), envelope.senderRef(), DeadLetterReason.SYNDICATE_CLOSED);
    }

    private Delivery refused(Object content, BaseRef<?> sender, DeadLetterReason reason) {
        core().deadLetters()
                .record(new DeadLetter(
                        content,
                        path(),
                        sender.path(),
                        reason,
                        false,
                        core().hooks().now()));
        return REFUSED[reason.ordinal()];
    }

    /** Records what was accepted and will not be processed, and tells its asker. */
    protected final void deadLetter(Envelope<?> envelope, DeadLetterReason reason) {
        SyndicateCore core = core();
        core.deadLetters()
                .record(new DeadLetter(
                        envelope.content(),
                        path(),
                        envelope.senderRef().path(),
                        reason,
                        true,
                        core.hooks().now()));
        core.ledger().countDeadLettered(); // behind the record: books that add up have their dead letters
        if (envelope.kind == Kind.ASK) {
            switch (reason) {
                case OVERFLOW,
                        EXPIRED,
                        WRONG_TYPE,
                        INBOX_FULL,
                        QUEUE_LIMIT,
                        NO_ROUTE,
                        NOT_ENCODABLE,
                        UNACKNOWLEDGED,
                        DISCONNECTED -> envelope.senderRef().askRefused(reason);
                default -> envelope.senderRef().askTargetStopped();
            }
        }
    }
}
