/**
 * The timer wheel under jcstress: scheduling, cancelling, firing and parking against each other.
 *
 * <p>{@link io.sparkactor.concurrency.timer.SteppedTimer} lets an actor of a test play the timer's thread, so no test waits. Read it
 * first, then {@link io.sparkactor.concurrency.timer.CancelVersusFireTest}.
 */
@NullMarked
package io.sparkactor.concurrency.timer;

import org.jspecify.annotations.NullMarked;
