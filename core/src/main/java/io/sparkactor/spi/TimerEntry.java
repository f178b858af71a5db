package io.sparkactor.spi;

import io.sparkactor.internal.timer.TimerNode;

/**
 * Something that fires once at a moment; also the node of the timer's own lists, so that a schedule costs no second allocation.
 *
 * <p>An entry is scheduled at most once at a time; it may be scheduled again after it has fired or was cancelled.
 */
public abstract class TimerEntry extends TimerNode {

    /** For subclasses. */
    protected TimerEntry() {}

    /**
     * Called once when the moment has come, on the timer's thread: must be short, must not block and must not run user code. An
     * exception is logged and does not disturb other entries.
     */
    public abstract void fire();
}
