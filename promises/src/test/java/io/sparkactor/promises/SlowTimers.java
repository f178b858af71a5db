package io.sparkactor.promises;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.lang.reflect.Proxy;
import java.time.Duration;

/** The timers of a machine that suspends a thread for a while just when it has scheduled one, which any machine may do. Thread-safe. */
final class SlowTimers implements TimerService {

    private final TimerService timers;
    private final Duration suspension;

    private SlowTimers(TimerService timers, Duration suspension) {
        this.timers = timers;
        this.suspension = suspension;
    }

    /** The production runtime but for its timers. */
    static RuntimeHooks hooks(Duration suspension) {
        var production = RuntimeHooks.production();
        return (RuntimeHooks) Proxy.newProxyInstance(
                RuntimeHooks.class.getClassLoader(),
                new Class<?>[] {RuntimeHooks.class},
                (proxy, method, arguments) -> {
                    var result = method.invoke(production, arguments);
                    return result instanceof TimerService timers ? new SlowTimers(timers, suspension) : result;
                });
    }

    @Override
    public void schedule(TimerEntry entry, long deadlineNanos) {
        timers.schedule(entry, deadlineNanos);
        long until = System.nanoTime() + suspension.toNanos();
        while (!Thread.currentThread().getName().startsWith("spark-timer") && System.nanoTime() < until) {
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
}
