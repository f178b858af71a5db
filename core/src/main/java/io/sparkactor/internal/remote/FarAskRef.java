package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ask.AskerRef;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.spi.RemoteAsker;

/** The sender of a message whose answer somebody in another system waits for. Thread-safe. */
abstract class FarAskRef extends AskerRef {

    private final RemoteRef<Object> replyTo;
    private final RemoteAsker asker;
    private final long deadlineNanos;
    private final long serial;

    FarAskRef(RemoteRef<Object> replyTo, RemoteAsker asker, long deadlineNanos, BaseRef<?> target) {
        super(target);
        this.replyTo = replyTo;
        this.asker = asker;
        this.deadlineNanos = deadlineNanos;
        this.serial = replyTo.core().nextSerial();
    }

    /** Ends it for this side; false if it had ended. */
    abstract boolean end();

    final RemoteRef<Object> replyTo() {
        return replyTo;
    }

    final RemoteAsker asker() {
        return asker;
    }

    /** No system takes anything in the name of an actor of a third one, as of whoever has got the ask by a forward. */
    static Envelope<?> inOurName(Envelope<?> envelope) {
        return envelope.senderRef().isRemote() ? envelope.withoutSender() : envelope;
    }

    @Override
    public final SyndicateCore core() {
        return replyTo.core();
    }

    /** That of the one who asks: so an actor can tell who is from elsewhere. */
    @Override
    public final ActorId id() {
        return replyTo.id();
    }

    /** Its own, by which it is found from now on until it is gone. */
    final ActorId ownId() {
        return super.id();
    }

    @Override
    public final SystemId systemId() {
        return replyTo.systemId();
    }

    @Override
    public final boolean isRemote() {
        return true;
    }

    @Override
    public final boolean takesStreams() {
        return false;
    }

    @Override
    public final void askFailed(Throwable cause) {
        if (end()) {
            asker.handlerThrew(cause);
        }
    }

    @Override
    public final void askTargetStopped() {
        if (end()) {
            asker.targetStopped();
        }
    }

    @Override
    public final void askRefused(DeadLetterReason reason) {
        if (end()) {
            asker.refused(reason);
        }
    }

    @Override
    public final boolean isAskWaitingFor(BaseRef<?> target) {
        return replier() == target && !isAskEnded();
    }

    @Override
    public final long askDeadlineNanos() {
        return deadlineNanos;
    }

    @Override
    public final String path() {
        return replyTo.path();
    }

    @Override
    protected final long serial() {
        return serial;
    }
}
