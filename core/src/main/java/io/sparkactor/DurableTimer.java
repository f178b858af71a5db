package io.sparkactor;

import java.time.Instant;

/**
 * A timer that outlives the program: see {@link ActorContext#durableTimer(String, java.time.Duration, Object)}. Thread-safe.
 *
 * <p>Its message comes at least once. Each copy of one occurrence has the same {@link Message#id}, which no other occurrence has, so a
 * handler that must not act twice remembers that. The headers {@value #ID_HEADER} and {@value #DUE_HEADER} say which timer it was and for
 * when.
 */
public interface DurableTimer {

    /** The name of the header with the id of the timer. */
    String ID_HEADER = "spark-timer-id";

    /** The name of the header with the moment for which the message was due, as of {@link Instant#toString}. */
    String DUE_HEADER = "spark-timer-due";

    /** The id, unique within its actor. */
    String id();

    /** When it fires next, or has fired last if it does so no more. */
    Instant due();

    /**
     * Cancels: no message of it is handled after this returns, also none that waits in the mailbox already or with a worker to whom the
     * actor has given it, not in a later run of the program either. A message whose handling has begun is not taken back. May be called on
     * any thread, and when the actor has stopped; blocks until the removal is on stable storage.
     *
     * @return whether there was something to cancel: false if it had fired for the last time and that was handled, or was cancelled or
     *     replaced
     * @throws TimerStoreException if the store fails; then it is as it was
     */
    boolean cancel();
}
