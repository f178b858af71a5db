package io.sparkactor.testkit;

import io.sparkactor.spi.RuntimeHooks;
import java.time.Duration;
import java.time.Instant;

/**
 * Time that moves only when the test says so; threads are real.
 *
 * <p>Give {@link #hooks} to a syndicate: {@code Syndicate.open("test", c -> c.hooks(clock.hooks()))}. Its timers, ask time-outs and
 * waits then go by this clock. Several syndicates may share one. The runtime's own watch over runaway handlers stays on real time,
 * and so do the waits of the test kit.
 *
 * <p>Time stands still in {@code close()} too: a syndicate with a handler that never ends does not come to the end of its drain time
 * until another thread moves the clock.
 *
 * <p>Thread-safe; of two threads that advance, one waits for the other.
 */
public final class ManualClock {

    private final ManualTime time = new ManualTime();
    private final RuntimeHooks hooks = new ManualHooks(time);

    private ManualClock() {}

    /** A new clock; it shows the first moment of the year 2000. */
    public static ManualClock create() {
        return new ManualClock();
    }

    /** What a syndicate needs to live by this clock. */
    public RuntimeHooks hooks() {
        return hooks;
    }

    /** What the clock shows. */
    public Instant now() {
        return time.now();
    }

    /**
     * Moves the clock. Timers that are due fire on the calling thread, in the order of their moments (at the same moment: in the
     * order in which they were scheduled), each while the clock shows its moment. What they set going, messages to actors above all,
     * happens on the actors' own threads, perhaps later: expect it with a {@link TestProbe} before the next step.
     *
     * @param by how far; zero fires what is due already
     * @throws IllegalArgumentException if {@code by} is negative
     */
    public void advance(Duration by) {
        if (by.isNegative()) {
            throw new IllegalArgumentException("time does not go back: " + by);
        }
        time.advance(by.toNanos());
    }
}
