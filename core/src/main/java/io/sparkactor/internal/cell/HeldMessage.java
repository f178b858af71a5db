package io.sparkactor.internal.cell;

import io.sparkactor.ActorRef;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.Message;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.Delegation;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message that an actor holds, and where it is. Thread-safe; guarded by its own monitor, in which nothing waits and nobody is told.
 *
 * @param <M> the type of the message
 */
final class HeldMessage<M> implements Delegation<M> {

    private final ActorCell<?> holder;
    private final Envelope<M> envelope;

    /** By which the holder has it from another holder; null if the message came to it as any other. */
    private final @Nullable Assignment outer;

    /** Who has it at present. Guarded by this object. */
    private final List<Assignment> given = new ArrayList<>(1);

    private boolean settled;

    private volatile boolean answered;

    private volatile boolean opened;

    HeldMessage(ActorCell<?> holder, Envelope<M> envelope) {
        this.holder = holder;
        this.envelope = envelope;
        this.outer = envelope.kind == Kind.DELEGATED ? Assignment.of(envelope) : null;
    }

    @Override
    public Message<M> message() {
        return envelope;
    }

    /** Whether it is the holder's in the books; else it is another's, who gave it to this one. */
    boolean isOwn() {
        return outer == null;
    }

    byte messageKind() {
        return outer == null ? envelope.kind : outer.messageKind();
    }

    @Override
    public Delivery to(ActorRef<? super M> worker) {
        return give(worker, false);
    }

    @Override
    public Delivery alsoTo(ActorRef<? super M> worker) {
        return give(worker, true);
    }

    private Delivery give(ActorRef<? super M> to, boolean shared) {
        ActorCell<?> worker = CellHolding.actor(Objects.requireNonNull(to, "worker"));
        EnvelopeExtras extras = envelope.extras();
        Assignment assignment = new Assignment(this, worker, shared, extras == null ? EnvelopeExtras.NONE : extras);
        boolean alone;
        synchronized (this) {
            if (settled || !given.isEmpty() && !(shared && given.getFirst().isShared())) {
                throw new IllegalStateException("a message of " + holder.path() + " is "
                        + (settled
                                ? "at its end"
                                : "with " + given.getFirst().worker().path()) + " already");
            }
            given.add(assignment);
            alone = given.size() == 1;
        }
        sender().askMovedTo(alone ? worker : holder); // where several have it, none of them is waited for alone
        DeadLetterReason refusal =
                worker.takeGiven(new Envelope<>(Kind.DELEGATED, envelope.content(), sender(), assignment));
        if (refusal == null) {
            return BaseRef.ACCEPTED;
        }
        take(assignment);
        sender().askMovedTo(holder);
        return new Delivery.Refused(refusal);
    }

    private synchronized boolean take(Assignment assignment) {
        return given.remove(assignment) && !settled;
    }

    /** A worker is through with it; mostly in the turn of that. */
    void ended(Assignment assignment, Outcome outcome) {
        boolean open = take(assignment);
        if (open && !(outcome instanceof Outcome.Handled)) {
            if (sender().isAskWaitingFor(assignment.worker())) { // else it was passed on to somebody who will answer
                sender().askMovedTo(holder);
            }
        }
        if (open && !assignment.isShared()) {
            conclude(outcome);
        }
        CellHolding.notify(holder, new Ended(this, assignment.worker(), outcome));
    }

    private void conclude(Outcome outcome) {
        switch (outcome) {
            case Outcome.Handled() -> done();
            case Outcome.Failed(Throwable cause, boolean _) -> {
                if (isAnswered()) {
                    fail(cause);
                }
            }
            case Outcome.Died _, Outcome.NotHandled _ -> {
                if (answered) {
                    done();
                }
            }
        }
    }

    /** Why a worker should not begin with it; null if it should. */
    @Nullable
    DeadLetterReason reasonToSkip() {
        boolean isAskOver = messageKind() == Kind.ASK && sender().isAskEnded() && !answered;
        if (isSettled() || isAskOver) {
            return DeadLetterReason.ASK_ENDED;
        }
        if (outer != null) {
            return outer.reasonToSkip();
        }
        return envelope.isExpired() ? DeadLetterReason.EXPIRED : null;
    }

    /** Whether the durable timer that it is from was cancelled, or is another actor's by now. Of no meaning once this is settled. */
    boolean isCalledOff() {
        if (outer != null) {
            return outer.isCalledOff();
        }
        return envelope.kind == Kind.DURABLE && DurableTick.of(envelope).isCalledOff();
    }

    @Override
    public Optional<DeadLetterReason> unwanted() {
        return Optional.ofNullable(reasonToSkip());
    }

    /** Somebody has replied, or has passed it on to somebody who will. */
    void answered() {
        answered = true;
        if (outer != null) {
            outer.answered();
        }
    }

    /** Somebody has opened the stream of the answer. */
    void opened() {
        opened = true;
        if (outer != null) {
            outer.opened();
        }
    }

    @Override
    public boolean isAnswered() {
        return answered || opened || messageKind() == Kind.ASK && sender().isAskEnded();
    }

    @Override
    public synchronized boolean isSettled() {
        return settled;
    }

    @Override
    public boolean done() {
        return settle(
                () -> holder.core().ledger().countProcessed(TurnState.countersOf(TurnState.current(), holder.core())),
                Assignment::handled);
    }

    @Override
    public boolean fail(Throwable cause) {
        Objects.requireNonNull(cause, "cause");
        return settle(
                () -> {
                    holder.core().ledger().countFailed();
                    tellFailure(cause);
                },
                from -> from.failed(cause, false));
    }

    @Override
    public boolean deadLetter(DeadLetterReason reason) {
        Objects.requireNonNull(reason, "reason");
        return settle(() -> holder.deadLetter(envelope, reason), from -> from.notHandled(reason));
    }

    @Override
    public boolean giveUp(DeadLetterReason reason, Throwable cause) {
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(cause, "cause");
        return settle(
                () -> {
                    tellFailure(cause);
                    holder.deadLetter(envelope, reason);
                },
                from -> from.failed(cause, false));
    }

    /**
     * Brings it to its end, once.
     *
     * @param own what to do if it is the holder's in the books
     * @param others what to tell whom the holder has it from
     */
    private boolean settle(Runnable own, Consumer<Assignment> others) {
        checkStack();
        synchronized (this) {
            if (settled) {
                return false;
            }
            settled = true;
        }
        if (outer == null) {
            settleTimer(); // while it is still in flight: whoever sees it counted may count on what the store has
        }
        holder.extras().held().remove(this);
        if (outer == null) {
            own.run();
        } else {
            others.accept(outer);
        }
        return true;
    }

    /** Half of a settling would leave the message in flight for ever. */
    private void checkStack() {
        if (outer == null && envelope.kind == Kind.DURABLE) {
            StackReserve.checkWaiting(); // for the store
        } else {
            StackReserve.checkLarge();
        }
    }

    /** The message of a durable timer is settled with this, unless the holder stops: then it comes again in its next life. */
    private void settleTimer() {
        if (envelope.kind == Kind.DURABLE && holder.state() < CellState.STOPPING) {
            DurableTick.of(envelope).settle();
        }
    }

    /** Tells its asker, unless it was passed on to somebody who will answer. */
    private void tellFailure(Throwable cause) {
        if (!answered) {
            sender().askFailed(cause);
        }
    }

    private BaseRef<?> sender() {
        return envelope.senderRef();
    }
}
