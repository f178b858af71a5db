package io.sparkactor.internal.cell;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.spi.Delegation.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One giving of a held message to an actor: the rare fields of the envelope that goes there. Its outcome is said in the turn of that
 * actor, once.
 */
final class Assignment extends EnvelopeExtras {

    private final HeldMessage<?> held;
    private final ActorCell<?> worker;

    /** Whether others have the message at the same time, so that its end is the holder's to say. */
    private final boolean shared;

    /** Whether the handler was called. Confined to the turn of the worker. */
    private boolean begun;

    Assignment(HeldMessage<?> held, ActorCell<?> worker, boolean shared, EnvelopeExtras given) {
        super(given.headers, null, given.expiresAt);
        this.held = held;
        this.worker = worker;
        this.shared = shared;
    }

    /** The assignment of an envelope of that kind. */
    static Assignment of(Envelope<?> envelope) {
        return (Assignment) Objects.requireNonNull(envelope.extras(), "an assignment without its fields");
    }

    ActorCell<?> worker() {
        return worker;
    }

    boolean isShared() {
        return shared;
    }

    /** What the message was before it was given. */
    byte messageKind() {
        return held.messageKind();
    }

    @Override
    String id(SyndicateCore core) {
        return held.message().id();
    }

    /** Begins with the handling; false if nobody needs it any more, and then this is at its end. */
    boolean begin() {
        DeadLetterReason reason = reasonToSkip();
        if (reason != null) {
            notHandled(reason);
            return false;
        }
        if (isCalledOff()) {
            handled(); // by doing nothing, as when it waits in the mailbox of the actor itself
            return false;
        }
        begun = true;
        return true;
    }

    /** Somebody answers, so that nobody else should. */
    void answered() {
        held.answered();
    }

    /** The stream of its answer was opened, so that nobody else should begin anew. */
    void opened() {
        held.opened();
    }

    /** Why nobody should begin with it; null if somebody should. */
    @Nullable
    DeadLetterReason reasonToSkip() {
        return held.reasonToSkip();
    }

    /** Whether the durable timer that it is from was cancelled, or is another actor's by now. */
    boolean isCalledOff() {
        return held.isCalledOff();
    }

    void handled() {
        held.ended(this, new Outcome.Handled());
    }

    void failed(Throwable cause, boolean stops) {
        held.ended(this, new Outcome.Failed(cause, stops));
    }

    void died(Throwable cause, boolean stops) {
        held.ended(this, new Outcome.Died(cause, stops));
    }

    void notHandled(DeadLetterReason reason) {
        held.ended(this, new Outcome.NotHandled(reason, begun));
    }
}
