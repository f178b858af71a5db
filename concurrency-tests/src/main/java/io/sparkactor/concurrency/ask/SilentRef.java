package io.sparkactor.concurrency.ask;

import io.sparkactor.Delivery;
import io.sparkactor.concurrency.cell.SteppedSystem;
import io.sparkactor.internal.cell.BaseRef;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.cell.SyndicateCore;
import io.sparkactor.internal.cell.TurnState;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A receiver that takes an ask and keeps its slot, so that a test can answer. Thread-safe. */
public final class SilentRef extends BaseRef<String> {

    private final SyndicateCore core;
    private volatile @Nullable BaseRef<?> slot;

    /** For a system. */
    public SilentRef(SyndicateCore core) {
        this.core = core;
    }

    /** The slot of the ask that came; spins until it has. */
    public BaseRef<?> slot() {
        SteppedSystem.await(() -> slot != null);
        return Objects.requireNonNull(slot);
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        slot = envelope.senderRef();
        return ACCEPTED;
    }

    @Override
    public SyndicateCore core() {
        return core;
    }

    @Override
    public String path() {
        return "silent";
    }

    @Override
    protected long serial() {
        return 0;
    }
}
