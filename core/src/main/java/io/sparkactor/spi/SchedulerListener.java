package io.sparkactor.spi;

import java.time.Duration;

/** What a scheduler tells the syndicate it works for. Called on the scheduler's threads: must be short and never block. */
public interface SchedulerListener {

    /**
     * A turn ran so long that its processor was given to others; it goes on beside them on a thread of its own.
     *
     * @param turn the turn
     * @param ran how long it had run without a step
     */
    void turnEvicted(Turn turn, Duration ran);

    /** A thread of the scheduler ends; its context will not be used again. Called on that thread. */
    void threadEnded(TurnContext context);
}
