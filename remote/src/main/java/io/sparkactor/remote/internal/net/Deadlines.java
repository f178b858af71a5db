package io.sparkactor.remote.internal.net;

import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;

/** Moments on the scale of {@link RuntimeHooks#nanoTime}. Stateless. */
public final class Deadlines {

    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Deadlines() {}

    /** The moment after a while; a century for what is longer. */
    public static long after(RuntimeHooks hooks, Duration delay) {
        return hooks.nanoTime() + (delay.compareTo(LONGEST) > 0 ? LONGEST : delay).toNanos();
    }

    /** The moment {@code nanos} from now; never if that is more than a century. */
    public static long after(RuntimeHooks hooks, long nanos) {
        return nanos > LONGEST.toNanos() ? Long.MAX_VALUE : hooks.nanoTime() + nanos;
    }
}
