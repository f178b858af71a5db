package io.sparkactor.process.internal.pool;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at all children of a syndicate ten times a second: whether each is alive, and whether it is overdue. On a platform thread of its
 * own, which ends when there is none. Thread-safe.
 */
final class PulseWatch {

    private static final System.Logger LOG = System.getLogger(PulseWatch.class.getName());

    private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(100);

    private final RuntimeHooks hooks;
    private final String name;
    private final Consumer<Child> gone;
    private final Runnable tick;
    private final Map<Child, Pulse> pulses = new ConcurrentHashMap<>();
    private @Nullable Thread thread; // guarded by this

    /**
     * A watch.
     *
     * @param gone told on the thread of the watch about a child that has closed its line
     * @param tick called after each look
     */
    PulseWatch(RuntimeHooks hooks, String name, Consumer<Child> gone, Runnable tick) {
        this.hooks = hooks;
        this.name = name;
        this.gone = gone;
        this.tick = tick;
    }

    void add(Child child) throws IOException {
        pulses.put(child, new Pulse(child.pulseLine(), child.handle(), hooks.nanoTime()));
        synchronized (this) {
            if (thread != null) {
                return;
            }
            thread = Thread.currentThread(); // taken; the real one follows, outside of the monitor
        }
        Thread started = null;
        try {
            started = hooks.startThread(ThreadRole.EXECUTOR, "spark-pulse-" + name, this::run);
        } finally {
            synchronized (this) {
                if (thread != null) {
                    thread = started; // null again if there was no thread to be had: the next child tries anew
                }
            }
        }
    }

    void remove(Child child) {
        pulses.remove(child);
    }

    private void run() {
        long lastLook = hooks.nanoTime();
        while (true) {
            hooks.park(PERIOD);
            long now = hooks.nanoTime();
            if (now - lastLook > 3 * PERIOD) {
                pulses.values().forEach(pulse -> pulse.forgive(now));
            }
            lastLook = now;
            pulses.forEach((child, pulse) -> guarded(() -> look(child, pulse, now)));
            guarded(tick);
            synchronized (this) {
                if (pulses.isEmpty()) {
                    thread = null;
                    return;
                }
            }
        }
    }

    /** What goes wrong once must not end the watch of all. */
    private void guarded(Runnable part) {
        try {
            part.run();
        } catch (RuntimeException | Error e) {
            LOG.log(Level.WARNING, "a look at the processes of " + name + " failed; the next one follows", e);
        }
    }

    private void look(Child child, Pulse pulse, long now) {
        child.look(now);
        try {
            long silent = pulse.look(now);
            if (silent > 0) {
                child.kill("it has given no sign of life for " + TimeUnit.NANOSECONDS.toMillis(silent)
                        + " ms and used no processor time, as when it is halted");
            }
        } catch (IOException e) {
            pulses.remove(child);
            gone.accept(child);
        }
    }
}
