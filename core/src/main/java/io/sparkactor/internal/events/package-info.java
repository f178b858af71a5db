/**
 * What operators see: dead letters and runtime events.
 *
 * <p>Knows no actors. Thread rule: thread-safe; a subscriber is called on a thread of its own. Read
 * {@link io.sparkactor.internal.events.EventBus} first, then {@link io.sparkactor.internal.events.DeadLetterOffice}.
 */
@NullMarked
package io.sparkactor.internal.events;

import org.jspecify.annotations.NullMarked;
