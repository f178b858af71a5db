package io.sparkactor.internal.scheduler;

import org.jspecify.annotations.Nullable;

/** What the monitor saw of one processor at its last tick. Confined to the monitor. */
final class ProcessorWatch {

    private @Nullable Worker owner;
    private long turns;
    private long steps;
    private long since;

    /** Looks at the owner and says what has changed since the last look. */
    Finding look(@Nullable Worker present, long now) {
        if (present == null) {
            owner = null;
            return Finding.FREE;
        }
        boolean sameTurn = present == owner && present.turns() == turns;
        if (sameTurn && present.steps() == steps) {
            return Finding.STANDS;
        }
        owner = present;
        turns = present.turns();
        steps = present.steps();
        since = now;
        return sameTurn ? Finding.GOES_ON : Finding.MOVES;
    }

    /** For how long the owner has stood. */
    long standsFor(long now) {
        return now - since;
    }

    /** Whether the owner still stands where it stood at the last look. */
    boolean stillStands(Worker worker) {
        return worker.turns() == turns && worker.steps() == steps;
    }

    /** What a look finds. */
    enum Finding {
        /** Nobody owns the processor. */
        FREE,
        /** Another turn than last time, or another owner. */
        MOVES,
        /** The same turn, some steps further. */
        GOES_ON,
        /** The same turn at the same step. */
        STANDS
    }
}
