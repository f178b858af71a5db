package io.sparkactor.internal.cell;

import io.sparkactor.DeadLetterReason;
import io.sparkactor.Delivery;
import io.sparkactor.internal.ledger.CounterCell;
import org.jspecify.annotations.Nullable;

/** The sender of what nobody sent: refuses all replies. Immutable. */
final class NobodyRef extends BaseRef<Object> {

    private final SyndicateCore core;
    private final String path;

    NobodyRef(SyndicateCore core) {
        this.core = core;
        this.path = core.rootPath() + "/nobody";
    }

    @Override
    public SyndicateCore core() {
        return core;
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        CounterCell counters = TurnState.countersOf(turn, core);
        core.ledger().countOffered(counters);
        return refuse(envelope.content(), envelope.senderRef(), DeadLetterReason.NO_SENDER, counters);
    }

    @Override
    public boolean isNobody() {
        return true;
    }

    @Override
    public String path() {
        return path;
    }

    @Override
    protected long serial() {
        return 0;
    }
}
