/**
 * Timers: entries that fire once at their moment, never early and about a millisecond late at most.
 *
 * <p>For the runtime alone; the rest of core sees {@link io.sparkactor.spi.TimerService} and {@link io.sparkactor.spi.TimerEntry}.
 * Entries are scheduled and cancelled on any thread and fire on the one thread of the wheel. Read {@link
 * io.sparkactor.internal.timer.TimerWheel} first, then {@link io.sparkactor.internal.timer.WheelLevel}.
 */
@NullMarked
package io.sparkactor.internal.timer;

import org.jspecify.annotations.NullMarked;
