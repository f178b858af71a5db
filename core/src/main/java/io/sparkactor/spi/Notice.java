package io.sparkactor.spi;

import io.sparkactor.ActorRef;
import io.sparkactor.internal.cell.CellHolding;
import java.util.Objects;

/**
 * A fact that an extension tells one of its own actors, past the type of messages that users send to it. Handled in {@link
 * NoticeHandler#onNotice}. Immutable.
 *
 * <p>Notices are certain, as signals are: no limit refuses them, and they stand in no ledger. So whoever sends them must bound them.
 */
public interface Notice {

    /**
     * Tells an actor a notice: it arrives behind all that is queued there. Thread-safe; does not wait. Nothing happens if the actor has
     * stopped, or does not handle notices.
     *
     * @param actor the receiver
     * @throws IllegalArgumentException if {@code actor} is not an actor, as the ref of an inbox
     * @throws NullPointerException if an argument is null
     */
    static void tell(ActorRef<?> actor, Notice notice) {
        CellHolding.notify(Objects.requireNonNull(actor, "actor"), Objects.requireNonNull(notice, "notice"));
    }
}
