package io.sparkactor.remote.internal.net;

import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs a task on a loop when its moment has come, unless it is called off before. Confined to the loop. */
public final class LoopTimer {

    private final Loop loop;
    private final TimerService timers;
    private final Runnable task;
    private @Nullable Entry armed;

    LoopTimer(Loop loop, TimerService timers, Runnable task) {
        this.loop = loop;
        this.timers = timers;
        this.task = task;
    }

    /** Has the task run after a while; an earlier moment is called off. */
    public void in(Duration delay) {
        inNanos(delay.toNanos());
    }

    /** As {@link #in}, in nanoseconds. */
    public void inNanos(long delayNanos) {
        cancel();
        var entry = new Entry();
        armed = entry;
        timers.schedule(entry, loop.hooks().nanoTime() + delayNanos);
    }

    /** Calls it off: the task does not run before the next {@link #in}. */
    public void cancel() {
        Entry entry = armed;
        if (entry != null) {
            armed = null;
            timers.cancel(entry);
        }
    }

    /** One moment. It fires on the timer's thread and is looked at on the loop, where it may have been called off meanwhile. */
    private final class Entry extends TimerEntry {

        @Override
        public void fire() {
            loop.execute(this::due);
        }

        private void due() {
            if (armed == this) {
                armed = null;
                task.run();
            }
        }
    }
}
