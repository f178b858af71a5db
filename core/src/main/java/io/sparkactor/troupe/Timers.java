package io.sparkactor.troupe;

import io.sparkactor.TimerHandle;
import java.time.Duration;

/** Does something later, in the manager's turn. */
interface Timers {

    /** Does it after so long, unless the handle is closed before. */
    TimerHandle after(Duration delay, Runnable action);
}
