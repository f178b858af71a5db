/**
 * Asks and other waits under jcstress: replies, time-outs and stops against threads that begin to wait, and queues with waiting readers.
 *
 * <p>Read {@link io.sparkactor.concurrency.cell.SteppedSystem} first, then
 * {@link io.sparkactor.concurrency.ask.ReplyVersusTimeoutTest}.
 */
@NullMarked
package io.sparkactor.concurrency.ask;

import org.jspecify.annotations.NullMarked;
