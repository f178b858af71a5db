package io.sparkactor.promises;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.SchedulerSettings;
import io.sparkactor.spi.ThreadRole;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import io.sparkactor.spi.TurnScheduler;
import java.time.Duration;
import java.time.Instant;

/**
 * The production runtime on a machine that suspends a thread for a while just when it has scheduled a timer, which any machine may
 * do. Thread-safe.
 */
final class SlowTimers implements RuntimeHooks {

    private final RuntimeHooks production = RuntimeHooks.production();
    private final Duration suspension;

    SlowTimers(Duration suspension) {
        this.suspension = suspension;
    }

    @Override
    public TimerService openTimers(String name) {
        var timers = production.openTimers(name);
        return new TimerService() {
            @Override
            public void schedule(TimerEntry entry, long deadlineNanos) {
                timers.schedule(entry, deadlineNanos);
                long until = nanoTime() + suspension.toNanos();
                while (!Thread.currentThread().getName().startsWith("spark-timer") && nanoTime() < until) {
                    Thread.onSpinWait();
                }
            }

            @Override
            public boolean cancel(TimerEntry entry) {
                return timers.cancel(entry);
            }

            @Override
            public void close() {
                timers.close();
            }
        };
    }

    @Override
    public long nanoTime() {
        return production.nanoTime();
    }

    @Override
    public Instant now() {
        return production.now();
    }

    @Override
    public long randomLong() {
        return production.randomLong();
    }

    @Override
    public void park(long nanos) {
        production.park(nanos);
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
    public int defaultProcessors() {
        return production.defaultProcessors();
    }

    @Override
    public TurnScheduler openScheduler(SchedulerSettings settings) {
        return production.openScheduler(settings);
    }
}
