package io.sparkactor.internal.remote;

import io.sparkactor.ActorId;
import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.ExitReason;
import io.sparkactor.internal.cell.ActorCell;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.FarExits;
import io.sparkactor.internal.cell.FarRef;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import io.sparkactor.internal.ledger.CounterCell;
import org.jspecify.annotations.Nullable;

/** An id of this system that nobody has, or nobody any more: refuses all, and has ended for all. A value; immutable. */
final class UnknownRef extends FarRef<Object> {

    private final SyndicateCore core;
    private final ActorId id;
    private final DeadLetterReason reason;

    private UnknownRef(SyndicateCore core, ActorId id, DeadLetterReason reason) {
        this.core = core;
        this.id = id;
        this.reason = reason;
    }

    /** For an id that nobody has, as far as the one who uses it may know. */
    static UnknownRef nobody(SyndicateCore core, ActorId id) {
        return new UnknownRef(core, id, DeadLetterReason.NO_ACTOR);
    }

    /** For an id that was looked for in vain. */
    static UnknownRef notFound(SyndicateCore core, ActorId id) {
        boolean late = core.ids().tookReply(id.uuid());
        return new UnknownRef(core, id, late ? DeadLetterReason.LATE_REPLY : DeadLetterReason.NO_ACTOR);
    }

    @Override
    public SyndicateCore core() {
        return core;
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core);
        if (counters == null && core.isClosing()) {
            return refuseByClose(envelope);
        }
        core.ledger().countOffered(counters);
        return refuse(envelope.content(), envelope.senderRef(), reason, counters);
    }

    @Override
    public void stop(boolean afterQueue) {
        // It has stopped.
    }

    @Override
    public void monitor(ActorCell<?> watcher) {
        FarExits.tellExit(watcher, this, new ExitReason.NoActor());
    }

    @Override
    public void unmonitor(ActorCell<?> watcher) {
        // What was told is wanted only by those that monitor.
    }

    @Override
    public boolean takeExit(ActorCell<?> watcher) {
        return true;
    }

    @Override
    public void link(ActorCell<?> cell) {
        if (FarExits.addLink(cell, this) == null) {
            FarExits.tellLinkExit(cell, this, new ExitReason.NoActor());
        }
    }

    @Override
    public void unlink(ActorCell<?> cell) {
        FarExits.removeLink(cell, this);
    }

    @Override
    public boolean hasLinkExit(ActorCell<?> cell) {
        return FarExits.hasLink(cell, this);
    }

    @Override
    public boolean takeLinkExit(ActorCell<?> cell) {
        return FarExits.removeLink(cell, this);
    }

    @Override
    public void exited(ActorCell<?> actor, ExitReason reason) {
        // Nobody is told.
    }

    @Override
    public void linkExited(ActorCell<?> actor, ExitReason reason) {
        // Nobody is told.
    }

    @Override
    public ActorId id() {
        return id;
    }

    @Override
    public String path() {
        return core.rootPath() + "/" + id.uuid();
    }

    @Override
    protected long serial() {
        return id.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UnknownRef ref && ref.core == core && ref.id.equals(id);
    }
}
