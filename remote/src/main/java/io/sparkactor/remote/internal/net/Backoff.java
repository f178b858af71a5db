package io.sparkactor.remote.internal.net;

import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;

/**
 * How long to pause before the next attempt: each pause is twice as long as the one before, up to a bound, and random by half, so that
 * many who were cut off at once do not all come back at once. Confined to the loop.
 */
public final class Backoff {

    private final RuntimeHooks hooks;
    private final long firstNanos;
    private final long longestNanos;
    private long stepNanos;

    /** Begins with {@code first}, and never pauses longer than {@code longest}. */
    public Backoff(RuntimeHooks hooks, Duration first, Duration longest) {
        this.hooks = hooks;
        firstNanos = first.toNanos();
        longestNanos = longest.toNanos();
        stepNanos = firstNanos;
    }

    /** The next pause: between half of the present step and all of it. */
    public long nextNanos() {
        long half = stepNanos / 2;
        stepNanos = Math.min(longestNanos, 2 * stepNanos);
        return half + Math.floorMod(hooks.randomLong(), half + 1);
    }

    /** Begins anew, after a success. */
    public void reset() {
        stepNanos = firstNanos;
    }
}
