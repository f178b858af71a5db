package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.SystemId;
import io.sparkactor.internal.ask.StreamSlot;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.FarRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ids.UuidText;
import io.sparkactor.internal.ledger.CounterCell;
import io.sparkactor.internal.stack.StackReserve;
import io.sparkactor.spi.ControlOutcome;
import io.sparkactor.spi.RemoteAsker;
import io.sparkactor.spi.RemoteControl;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * An actor of another system, or whatever else has an id there. A value: any number of them may stand for the same actor. Thread-safe.
 *
 * <p>What is sent stands in the books of this system, as in flight until the transport says that it has arrived or will not.
 *
 * @param <M> the type of messages; the other side checks it
 */
final class RemoteRef<M> extends FarRef<M> {

    private static final Logger LOG = System.getLogger("io.sparkactor.Remote");

    private final Remoting remoting;
    private final ActorId id;

    RemoteRef(Remoting remoting, ActorId id) {
        this.remoting = remoting;
        this.id = id;
    }

    @Override
    public SyndicateCore core() {
        return remoting.core();
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        return deliver(envelope, turn, null);
    }

    /**
     * The same for a reply.
     *
     * @param asker told if it was taken and is lost later; null if nobody waits for it
     */
    Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn, @Nullable RemoteAsker asker) {
        StackReserve.checkLarge(); // so that the stack does not overflow between two of the counts below
        CounterCell counters = TurnState.countersOf(turn, core());
        if (counters == null && core().isClosing()) {
            return refuseByClose(envelope);
        }
        core().ledger().countOffered(counters);
        DeadLetterReason refusal = counters == null ? core().refusalFromOutside(envelope.senderRef()) : null;
        if (refusal != null) {
            return refuse(envelope.content(), envelope.senderRef(), refusal, counters);
        }
        core().ledger().countAccepted(counters); // before the transport may settle it
        boolean thrown = true;
        try {
            refusal = send(envelope, TurnState.ownId(turn, envelope.senderRef()), asker);
            thrown = false;
        } finally {
            if (thrown) { // as when memory is out: whoever sends sees it, and the books know that nothing was taken
                core().ledger().takeBackAccepted(counters);
                core().ledger().countRefused(counters);
            }
        }
        if (refusal != null) {
            core().ledger().takeBackAccepted(counters);
            return refuse(envelope.content(), envelope.senderRef(), refusal, counters);
        }
        core().ledger().countDone(counters);
        return ACCEPTED;
    }

    private @Nullable DeadLetterReason send(
            Envelope<?> envelope, @Nullable ActorId sender, @Nullable RemoteAsker asker) {
        if (envelope.senderRef() instanceof RemoteAskRef ask && !ask.pass()) {
            LOG.log(
                    Level.WARNING,
                    () -> "an ask from " + ask.path() + " was not passed on to " + this + ": no more than "
                            + PassedAsks.MOST
                            + " of one system are kept; ask with a time-out, or see that they are answered");
            return DeadLetterReason.OVERFLOW;
        }
        if (!(envelope.isAsk() && envelope.senderRef() instanceof StreamSlot<?, ?> slot)) {
            return remoting.send(new Parcel(this, envelope, sender, asker, null));
        }
        RemoteWriter writer = remoting.streams().read(id.systemId(), slot);
        DeadLetterReason refusal = remoting.send(new Parcel(this, envelope, sender, asker, writer));
        if (refusal == null) {
            writer.requestSent();
        }
        return refusal;
    }

    /** The other system has it. */
    void arrived() {
        core().ledger().countProcessed(null);
    }

    /** It will not arrive. */
    void lost(Envelope<?> envelope, DeadLetterReason reason) {
        deadLetter(envelope, reason);
    }

    @Override
    public void stop(boolean afterQueue) {
        checkNoName();
        StackReserve.checkLarge();
        switch (remoting.send(id.systemId(), new RemoteControl.Stop(id.uuid(), afterQueue))) {
            case ControlOutcome.Taken _ -> {}
            case ControlOutcome.Refused(String why) ->
                LOG.log(
                        Level.WARNING,
                        () -> this + " was not told to stop: " + why + "; monitor it to know whether it has ended");
            case ControlOutcome.Unsupported _ ->
                throw new UnsupportedOperationException(this + " cannot be stopped from here, as its system has no word"
                        + " for that; send it a message on which it stops");
        }
    }

    @Override
    public void monitor(ActorCell<?> watcher) {
        remoting.ties().monitor(tie(watcher));
    }

    @Override
    public void unmonitor(ActorCell<?> watcher) {
        remoting.ties().unmonitor(tie(watcher));
    }

    @Override
    public boolean takeExit(ActorCell<?> watcher) {
        return remoting.ties().takeExit(tie(watcher));
    }

    @Override
    public void link(ActorCell<?> cell) {
        remoting.ties().link(tie(cell));
    }

    @Override
    public void unlink(ActorCell<?> cell) {
        remoting.ties().unlink(tie(cell));
    }

    @Override
    public boolean hasLinkExit(ActorCell<?> cell) {
        return remoting.ties().hasLinkExit(tie(cell));
    }

    @Override
    public boolean takeLinkExit(ActorCell<?> cell) {
        return remoting.ties().takeLinkExit(tie(cell));
    }

    @Override
    public void exited(ActorCell<?> actor, ExitReason reason) {
        remoting.ties().nearExited(tie(actor), reason);
    }

    @Override
    public void linkExited(ActorCell<?> actor, ExitReason reason) {
        remoting.ties().nearLinkExited(tie(actor), reason);
    }

    /** An actor's life is that of one with an id: whoever has the name may be another one each time. */
    private Tie tie(ActorCell<?> near) {
        checkNoName();
        return new Tie(near, this);
    }

    private void checkNoName() {
        if (!UuidText.isUuid(id.uuid())) {
            throw new IllegalArgumentException(
                    this + " stands for whoever has that name, so it cannot be stopped, monitored or linked;"
                            + " have the actor send its ref, and use that");
        }
    }

    @Override
    public SystemId systemId() {
        return id.systemId();
    }

    @Override
    public boolean isRemote() {
        return true;
    }

    @Override
    public ActorId id() {
        return id;
    }

    @Override
    public boolean takesStreams() {
        return remoting.carriesStreams(id.systemId());
    }

    /** Its own name is not known here, only its id: {@code spark://8b8a5ce0-…/2222…}. */
    @Override
    public String path() {
        return "spark://" + id.systemId().uuid() + "/" + id.uuid();
    }

    @Override
    protected long serial() {
        return id.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof RemoteRef<?> ref && ref.remoting == remoting && ref.id.equals(id);
    }
}
