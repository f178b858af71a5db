package io.sparkactor.testkit;

import io.sparkactor.spi.TimerEntry;
import io.sparkactor.spi.TimerService;

/** The timers of one syndicate on a manual clock; they fire on the thread that advances it. Thread-safe. */
final class ManualTimers implements TimerService {

    private final ManualTime time;
    private volatile boolean closed;

    ManualTimers(ManualTime time) {
        this.time = time;
    }

    @Override
    public void schedule(TimerEntry entry, long deadlineNanos) {
        if (!closed) {
            time.schedule(entry, this, deadlineNanos);
        }
    }

    @Override
    public boolean cancel(TimerEntry entry) {
        return time.cancel(entry);
    }

    @Override
    public void close() {
        closed = true;
        time.cancelAll(this);
    }

    boolean isClosed() {
        return closed;
    }
}
