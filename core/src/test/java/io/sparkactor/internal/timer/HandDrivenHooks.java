package io.sparkactor.internal.timer;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TurnScheduler;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Hooks for a wheel without a thread of its own: the test sets the time and runs the body of the timer's thread until it parks.
 *
 * <p>Confined to the test's thread.
 */
final class HandDrivenHooks implements RuntimeHooks {

    private static final class Parked extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    long nanos = Long.MAX_VALUE - 1_000_000_000; // soon negative, as System.nanoTime may be
    long parkedFor;
    int unparks;
    int starts;

    private @Nullable Runnable body;

    /** Runs the timer's thread until it parks or ends. */
    void runUntilParked() {
        parkedFor = 0;
        try {
            Objects.requireNonNull(body, "the wheel has not started its thread").run();
        } catch (Parked e) {
            // where a thread would wait now
        }
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public void park(long duration) {
        if (duration > 0) {
            parkedFor = duration;
            throw new Parked();
        }
    }

    @Override
    public void unpark(Thread thread) {
        unparks++;
    }

    @Override
    public Thread startThread(ThreadRole role, String name, Runnable body) {
        starts++;
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
