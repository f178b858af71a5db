package io.sparkactor.spi;

import java.util.List;
import java.util.Map;

/**
 * Runs ready turns, one scheduler for each syndicate. Thread-safe.
 *
 * <p>Turns may block in user code, wait in the framework ({@link RuntimeHooks#park}), spin for ever or sit in a native call: the
 * scheduler keeps running other ready turns within the bounds that {@code docs/semantics.md} states.
 */
public interface TurnScheduler {

    /**
     * Makes a turn ready: its {@code run} will begin once, on some thread of this scheduler. Never blocks, never runs the turn
     * on the caller's stack; also after {@link #close}.
     *
     * @param turn a turn that is not ready already
     */
    void ready(Turn turn);

    /**
     * Whether nothing was ready and no turn was running at one moment during the call. A turn that waits or sleeps is running.
     */
    boolean isQuiet();

    /** The turns that are inside their {@code run} just now, blocked ones included; a snapshot. */
    List<Turn> runningTurns();

    /**
     * The thread of each turn that {@link #runningTurns} would name, as far as the scheduler can tell; a snapshot, by identity. The
     * default can tell of none.
     */
    default Map<Turn, Thread> turnThreads() {
        return Map.of();
    }

    /** This scheduler in figures. The default knows its processors and turns. */
    default SchedulerFigures figures() {
        int turns = runningTurns().size();
        return new SchedulerFigures(processors(), turns, turns, 0);
    }

    /** How many turns run at once at most, those that block or were evicted not counted. */
    int processors();

    /**
     * Lets each thread of this scheduler end as soon as it finds nothing to run. What is ready then, or made ready later, is still
     * run, so that nothing is left half done; those inside a turn end when it does. Does not wait; safe to call twice, from any
     * thread.
     */
    void close();

    /** Whether a closed scheduler has no thread just now. */
    boolean isTerminated();
}
