package io.sparkactor;

/**
 * A timer of an actor. Thread-safe. Ends by itself when it has fired (unless it repeats), and when the actor stops.
 */
public interface TimerHandle extends AutoCloseable {

    /**
     * Cancels: no tick is delivered after this returns, also none that waits in the mailbox already. Called from another thread than
     * the actor's turn, it does not wait for a tick whose handling has begun. Idempotent.
     */
    @Override
    void close();

    /** Whether it may still deliver a tick. */
    boolean isActive();
}
