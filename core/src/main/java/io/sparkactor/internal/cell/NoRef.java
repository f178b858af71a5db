package io.sparkactor.internal.cell;

import io.sparkactor.Delivery;
import org.jspecify.annotations.Nullable;

/** The sender of the two marks in a mailbox, which are never delivered. */
final class NoRef extends BaseRef<Object> {

    static final NoRef INSTANCE = new NoRef();

    private NoRef() {}

    @Override
    public SyndicateCore core() {
        throw new IllegalStateException("a mark of a mailbox has no system");
    }

    @Override
    public Delivery deliver(Envelope<?> envelope, @Nullable TurnState turn) {
        throw new IllegalStateException("a mark of a mailbox takes no messages");
    }

    @Override
    public String path() {
        return "spark:none";
    }

    @Override
    protected long serial() {
        return 0;
    }
}
