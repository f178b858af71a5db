package io.sparkactor.internal.cell;

import io.sparkactor.Backoff;
import io.sparkactor.RestartLimit;
import io.sparkactor.Supervision;
import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.RuntimeHooks;
import java.util.ArrayDeque;
import java.util.Deque;

/** When an actor has restarted, as far as that counts for its limit and its back-off. Confined to the turn. */
final class RestartHistory {

    /** Without a limit the last few are enough: they alone make the longest back-off. */
    private static final int KEPT_WITHOUT_LIMIT = 62;

    private static final double TO_UNIT = 0x1.0p-53;

    private final Deque<Long> moments = new ArrayDeque<>();

    /** Notes a restart; how many nanoseconds it is to wait, or -1 if the actor may not restart any more. */
    long next(Supervision supervision, RuntimeHooks hooks) {
        RestartLimit limit = supervision.limit();
        boolean limited = limit.restarts() != Integer.MAX_VALUE;
        long now = hooks.nanoTime();
        long period = Deadlines.nanos(limit.period());
        while (!moments.isEmpty() && now - moments.getFirst() >= period) {
            moments.removeFirst();
        }
        if (limited && moments.size() >= limit.restarts()) {
            return -1;
        }
        long delay = delay(supervision.backoff(), moments.size(), hooks);
        if (!limited && moments.size() >= KEPT_WITHOUT_LIMIT) {
            moments.removeFirst();
        }
        moments.addLast(now);
        return delay;
    }

    private static long delay(Backoff backoff, int before, RuntimeHooks hooks) {
        long first = Deadlines.nanos(backoff.first());
        long longest = Deadlines.nanos(backoff.longest());
        double delay = Math.min(Math.scalb((double) first, before), (double) longest);
        if (delay > 0 && backoff.jitter() > 0) {
            double random = (hooks.randomLong() >>> 11) * TO_UNIT; // from 0 to 1
            delay *= 1 + backoff.jitter() * (2 * random - 1);
        }
        return (long) delay;
    }
}
