package io.sparkactor.testkit;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TurnScheduler;
import java.time.Instant;

/** The production runtime with a manual clock. Thread-safe. */
final class ManualHooks implements RuntimeHooks {

    private final RuntimeHooks production = RuntimeHooks.production();
    private final ManualTime time;

    ManualHooks(ManualTime time) {
        this.time = time;
    }

    @Override
    public long nanoTime() {
        return time.nanos();
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public void park(long nanos) {
        if (nanos > 0) {
            time.park(nanos);
        }
    }

    @Override
    public boolean mayWait() {
        return production.mayWait();
    }

    @Override
    public void unpark(Thread thread) {
        production.unpark(thread);
    }

    @Override
    public Thread startThread(ThreadRole role, String name, Runnable body) {
        return production.startThread(role, name, body);
    }

    @Override
    public long randomLong() {
        return production.randomLong();
    }

    @Override
    public long secretLong() {
        return production.secretLong();
    }

    @Override
    public int defaultProcessors() {
        return production.defaultProcessors();
    }

    /** The scheduler keeps the production hooks: its watch over runaway turns must go by real time. */
    @Override
    public TurnScheduler openScheduler(SchedulerSettings settings) {
        return production.openScheduler(settings);
    }

    @Override
    public TimerService openTimers(String name) {
        return new ManualTimers(time);
    }
}
