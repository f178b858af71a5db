package io.sparkactor.internal.diagnostics;

import io.sparkactor.internal.cell.CellLook;
import io.sparkactor.internal.cell.Envelope;
import io.sparkactor.internal.waiting.Started;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;

/**
 * For how long the oldest message of an actor has been there, although no message carries a time: an ask knows when it began, and of any
 * other one this remembers when it was seen first. Keeps neither actors nor messages alive. Thread-safe.
 */
final class OldestAges {

    private record Seen(WeakReference<Envelope<?>> oldest, long sinceNanos) {}

    /** What the last look found, by the number of the actor. */
    private volatile Map<Long, Seen> last = Map.of();

    /** Begins a look at all actors. Of two that overlap, one is forgotten. */
    Look begin(long nowNanos) {
        return new Look(nowNanos);
    }

    /** One look. For one thread. */
    final class Look {

        private final long nowNanos;
        private final Map<Long, Seen> before = last;
        private final Map<Long, Seen> found = new HashMap<>();

        private Look(long nowNanos) {
            this.nowNanos = nowNanos;
        }

        /** At least how many nanoseconds the oldest message of an actor has been there. */
        long age(CellLook cell) {
            Envelope<?> oldest = cell.oldest();
            if (oldest == null) {
                return 0;
            }
            if (oldest.senderRef() instanceof Started asking) {
                return Math.max(0, nowNanos - asking.startedNanos());
            }
            Seen seen = before.get(cell.serial());
            if (seen == null || !seen.oldest.refersTo(oldest)) {
                seen = new Seen(new WeakReference<>(oldest), cell.evictedSince(oldest, nowNanos));
            }
            found.put(cell.serial(), seen);
            return Math.max(0, nowNanos - seen.sinceNanos);
        }

        /** Ends the look: the next one goes on from here. */
        void end() {
            last = found;
        }
    }
}
