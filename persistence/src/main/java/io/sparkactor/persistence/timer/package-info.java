/**
 * Durable timers in a file: {@link io.sparkactor.persistence.timer.FileTimerStore} is all that users need, and is thread-safe. Read that
 * first, then {@code TimerRecords}.
 */
@NullMarked
package io.sparkactor.persistence.timer;

import org.jspecify.annotations.NullMarked;
