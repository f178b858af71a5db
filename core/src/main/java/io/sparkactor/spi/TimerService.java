package io.sparkactor.spi;

/**
 * Fires entries at their moment, never early. One service for each syndicate. Thread-safe.
 */
public interface TimerService {

    /**
     * Schedules an entry. If the moment has passed already, it fires at once (on the timer's thread, never on the caller's).
     *
     * @param entry an entry that is not scheduled at present
     * @param deadlineNanos the moment, on the scale of {@link RuntimeHooks#nanoTime}
     * @throws IllegalStateException if the entry is scheduled already
     */
    void schedule(TimerEntry entry, long deadlineNanos);

    /**
     * Cancels an entry.
     *
     * @return true if it was scheduled and will not fire; false if it has fired, is firing just now, or was never scheduled
     */
    boolean cancel(TimerEntry entry);

    /** Ends the timer's thread; nothing fires afterwards, later calls of {@code schedule} are ignored. Safe to call twice. */
    void close();
}
