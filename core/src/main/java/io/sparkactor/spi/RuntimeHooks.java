package io.sparkactor.spi;

import io.sparkactor.Syndicate;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * The one door for time, threads, waiting and randomness: nothing else in the runtime reads a clock, starts a thread or parks.
 *
 * <p>The production runtime stands behind it, and so does each runtime of the test kit. Thread-safe.
 *
 * <p>Callers hold no monitor and no lock while they call {@link #park}, {@link #unpark}, {@link #startThread} or
 * {@link TurnScheduler#ready}: a runtime that runs one thread at a time lets another one go on there, which might want it. Inside
 * {@link TimerEntry#fire} they may: such a runtime lets nobody go on before that has returned.
 */
public interface RuntimeHooks {

    /** The production runtime: virtual threads, the system's clocks. The same for all syndicates of the JVM. */
    static RuntimeHooks production() {
        return io.sparkactor.internal.scheduler.ProductionHooks.instance();
    }

    /**
     * What a syndicate lives by: for extensions that read its clock or need a thread of their own.
     *
     * @throws IllegalArgumentException if {@code syndicate} was not opened by Spark
     */
    static RuntimeHooks of(Syndicate syndicate) {
        return io.sparkactor.internal.cell.BaseRef.of(syndicate.ref()).core().hooks();
    }

    /** A clock for intervals, in nanoseconds, as {@link System#nanoTime}. */
    long nanoTime();

    /** The wall clock, for time stamps that people read. */
    Instant now();

    /** A random number, for identifiers and jitter; not for secrets. */
    long randomLong();

    /** A random number that nobody can compute from others that they were given. Takes longer than {@link #randomLong}. */
    long secretLong();

    /** Random bytes that nobody can guess: for secrets. Not from the seed of a run that can be replayed, so nothing may depend on them. */
    default byte[] secretBytes(int count) {
        return io.sparkactor.internal.scheduler.SecretBytes.make(count);
    }

    /**
     * Parks the calling thread until {@link #unpark}, an interrupt, or the time is over; may return early for no reason. Inside a
     * turn, the scheduler lets another turn run meanwhile.
     *
     * @param nanos how long at most; {@link Long#MAX_VALUE} for no limit; not positive returns at once
     */
    void park(long nanos);

    /**
     * Looks for a short while whether something has come, where another thread is likely to bring it at once: that is cheaper than to
     * park. Returns at once where it is not likely.
     *
     * @param come whether it has come; any thread may make it true
     * @return whether it has come; after false, the caller parks
     */
    default boolean spin(BooleanSupplier come) {
        return false;
    }

    /** Says that the calling thread has just brought what another one waits for, which may soon send more. */
    default void answered() {}

    /**
     * Whether the calling thread may wait for others in {@link #park}: not one that fires timers, watches turns or drives a transport,
     * since all others wait for those.
     */
    default boolean mayWait() {
        return true;
    }

    /** Ends the present or next {@link #park} of a thread. */
    void unpark(Thread thread);

    /**
     * Starts a daemon thread.
     *
     * @param role what it is for
     * @param name its name, as shown in thread dumps
     * @param body what it runs; an exception that escapes is logged
     * @return the started thread
     */
    Thread startThread(ThreadRole role, String name, Runnable body);

    /** How many turns should run at once when the user does not say: the number of carriers of the JVM's virtual threads. */
    int defaultProcessors();

    /** Opens a scheduler. */
    TurnScheduler openScheduler(SchedulerSettings settings);

    /**
     * Opens a timer service.
     *
     * @param name the syndicate's name, for the name of the thread
     */
    TimerService openTimers(String name);
}
