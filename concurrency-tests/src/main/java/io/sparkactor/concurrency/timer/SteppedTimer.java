package io.sparkactor.concurrency.timer;

import io.sparkactor.internal.timer.TimerWheel;
import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TurnScheduler;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A timer wheel whose thread is whoever calls {@link #runUntilParked}, one caller at a time; any thread may use the rest.
 *
 * <p>The time stands still but for {@link #passMillis}. The wheel's thread counts as started: an entry a year ahead is scheduled.
 */
final class SteppedTimer implements RuntimeHooks {

    /** Counts how often it fires. */
    static final class Counted extends TimerEntry {
        volatile int fired;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // the timer's thread alone writes
        public void fire() {
            fired++;
        }
    }

    private static final class Parked extends RuntimeException {
        private static final long serialVersionUID = 1L;
        static final Parked INSTANCE = new Parked();

        Parked() {
            super(null, null, false, false);
        }
    }

    private static final long MILLI = 1_000_000;
    private static final long YEAR_MILLIS = 365L * 24 * 3_600_000;

    private final AtomicLong nanos = new AtomicLong();
    private volatile boolean unparked;
    private volatile boolean parked;
    private long wakeAt;
    private Runnable body = () -> {};
    final TimerWheel wheel = newWheel(); // last: it reads the clock

    SteppedTimer() {
        schedule(new Counted(), YEAR_MILLIS);
    }

    @SuppressWarnings("this-escape") // the wheel only reads the clock
    private TimerWheel newWheel() {
        return new TimerWheel(this, "stepped");
    }

    void schedule(TimerEntry entry, long millis) {
        wheel.schedule(entry, millis * MILLI);
    }

    void passMillis(long millis) {
        nanos.addAndGet(millis * MILLI);
    }

    /** Does what the timer's thread does until it parks. */
    void runUntilParked() {
        try {
            body.run();
        } catch (Parked e) {
            parked = true;
        }
    }

    /** Whether the timer's thread sleeps past a moment and nobody has woken it. */
    boolean sleepsPast(long millis) {
        return parked && !unparked && wakeAt > millis * MILLI + 2 * MILLI;
    }

    @Override
    public long nanoTime() {
        return nanos.get();
    }

    @Override
    public void park(long duration) {
        if (duration > 0) {
            wakeAt = nanos.get() + duration;
            throw Parked.INSTANCE;
        }
    }

    @Override
    public void unpark(Thread thread) {
        unparked = true;
    }

    @Override
    public Thread startThread(ThreadRole role, String name, Runnable body) {
        this.body = body;
        return Thread.currentThread();
    }

    @Override
    public int defaultProcessors() {
        return 1;
    }

    @Override
    public Instant now() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long randomLong() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long secretLong() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TurnScheduler openScheduler(SchedulerSettings settings) {
        throw new UnsupportedOperationException();
    }

    @Override
    public TimerService openTimers(String name) {
        throw new UnsupportedOperationException();
    }
}
