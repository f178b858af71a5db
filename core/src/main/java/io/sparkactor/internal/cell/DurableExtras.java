package io.sparkactor.internal.cell;

import io.sparkactor.DurableTimer;
import io.sparkactor.spi.TimerRow;
import java.util.Map;

/** Of the message of a durable timer. Immutable but for what all have. */
final class DurableExtras extends EnvelopeExtras {

    final DurableTick<?> tick;

    /** @param row the occurrence: each copy of it has the same id, in later runs of the program too */
    DurableExtras(DurableTick<?> tick, TimerRow row) {
        super(
                Map.of(
                        DurableTimer.ID_HEADER,
                        row.id(),
                        DurableTimer.DUE_HEADER,
                        row.due().toString()),
                null,
                Long.MAX_VALUE,
                row.id() + "@" + row.due() + "#" + Long.toHexString(row.generation()));
        this.tick = tick;
    }
}
