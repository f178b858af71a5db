package io.sparkactor.testkit;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.TimerEntry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The state of a manual clock: what time it is, which timers are set, who waits for the time. Thread-safe.
 *
 * <p>Nothing here holds a lock that a turn could wait for, but the one that orders two calls of {@link #advance}.
 */
final class ManualTime {

    /** A timer that is set; those of all syndicates are in one order. */
    private record Scheduled(TimerEntry entry, ManualTimers owner, long deadline, long number)
            implements Comparable<Scheduled> {
        @Override
        public int compareTo(Scheduled other) {
            var byDeadline = Long.compare(deadline, other.deadline);
            return byDeadline != 0 ? byDeadline : Long.compare(number, other.number);
        }
    }

    private static final Logger LOGGER = System.getLogger(ManualTime.class.getName());
    private static final Instant START = Instant.parse("2000-01-01T00:00:00Z");

    private static final long BACKSTOP_NANOS = 5_000_000;

    private final RuntimeHooks production = RuntimeHooks.production();
    private final ConcurrentSkipListMap<Scheduled, Boolean> queue = new ConcurrentSkipListMap<>();
    private final ConcurrentHashMap<TimerEntry, Scheduled> byEntry = new ConcurrentHashMap<>();
    private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
    private final AtomicLong numbers = new AtomicLong();
    private volatile long nanos;

    long nanos() {
        return nanos;
    }

    Instant now() {
        return START.plusNanos(nanos);
    }

    synchronized void advance(long by) {
        var target = Math.addExact(nanos, by);
        fireUpTo(target);
        moveTo(target);
        fireUpTo(target); // what was scheduled from elsewhere meanwhile
    }

    private void fireUpTo(long target) {
        var first = queue.firstEntry();
        while (first != null && first.getKey().deadline <= target) {
            var due = first.getKey();
            queue.remove(due);
            // Who takes it out of this map has it: this thread or a cancel.
            if (byEntry.remove(due.entry, due) && !due.owner.isClosed()) {
                moveTo(due.deadline);
                fire(due.entry);
            }
            first = queue.firstEntry();
        }
    }

    private void moveTo(long moment) {
        if (moment > nanos) {
            nanos = moment;
            waiting.forEach(production::unpark);
        }
    }

    private static void fire(TimerEntry entry) {
        try {
            entry.fire();
        } catch (Throwable e) {
            LOGGER.log(Level.ERROR, "timer entry " + entry.getClass().getName() + " failed", e);
        }
    }

    void schedule(TimerEntry entry, ManualTimers owner, long deadline) {
        var scheduled = new Scheduled(entry, owner, deadline, numbers.getAndIncrement());
        if (byEntry.putIfAbsent(entry, scheduled) != null) {
            throw new IllegalStateException("the timer entry " + entry + " is scheduled already; cancel it first");
        }
        queue.put(scheduled, true);
    }

    boolean cancel(TimerEntry entry) {
        var scheduled = byEntry.remove(entry);
        if (scheduled == null) {
            return false;
        }
        queue.remove(scheduled);
        return true;
    }

    void cancelAll(ManualTimers owner) {
        byEntry.values().removeIf(scheduled -> scheduled.owner == owner);
        queue.keySet().removeIf(scheduled -> scheduled.owner == owner);
    }

    /**
     * Parks until the clock moves, or a little in real time: who read the clock just before it moved, and parks just after, would
     * otherwise wait for a move that does not come. The caller reads the clock again in either case.
     */
    void park(long nanosToWait) {
        if (nanosToWait == Long.MAX_VALUE) {
            production.park(nanosToWait);
            return;
        }
        var self = Thread.currentThread();
        waiting.add(self);
        try {
            production.park(BACKSTOP_NANOS);
        } finally {
            waiting.remove(self);
        }
    }
}
