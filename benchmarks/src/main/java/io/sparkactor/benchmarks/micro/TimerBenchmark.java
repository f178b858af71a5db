package io.sparkactor.benchmarks.micro;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** What does it cost to schedule a timer and to cancel it, with few and with many others outstanding, beside the JDK's pool? */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class TimerBenchmark {

    private static final class Nothing extends TimerEntry {
        @Override
        public void fire() {}
    }

    /** How many other timers are outstanding. */
    @Param({"0", "100000"})
    public int outstanding;

    private final RuntimeHooks hooks = RuntimeHooks.production();
    private final TimerService timers = hooks.openTimers("micro");
    private final ScheduledThreadPoolExecutor pool = new ScheduledThreadPoolExecutor(1);

    /** Schedules the others, at moments spread over an hour that is an hour away. */
    @Setup
    public void fill() {
        pool.setRemoveOnCancelPolicy(true);
        for (int i = 0; i < outstanding; i++) {
            long delay = TimeUnit.HOURS.toNanos(1) + TimeUnit.HOURS.toNanos(1) / outstanding * i;
            timers.schedule(new Nothing(), hooks.nanoTime() + delay);
            var _ = pool.schedule(() -> {}, delay, TimeUnit.NANOSECONDS);
        }
    }

    /** Five seconds, as the time-out of an ask. */
    @Benchmark
    public boolean wheel() {
        Nothing entry = new Nothing();
        timers.schedule(entry, hooks.nanoTime() + TimeUnit.SECONDS.toNanos(5));
        return timers.cancel(entry);
    }

    /** The same with a {@link ScheduledThreadPoolExecutor} that removes what is cancelled. */
    @Benchmark
    public boolean pool() {
        return pool.schedule(() -> {}, 5, TimeUnit.SECONDS).cancel(false);
    }

    /** Ends both. */
    @TearDown
    public void close() {
        timers.close();
        pool.shutdownNow();
    }
}
