package io.sparkactor.internal.scheduler;

/** Who can hold a {@link Processor}: a worker. Thread-safe: each method may be called by the one who takes the processor away. */
public interface ProcessorOwner {

    /** The turns that this owner made ready and has not begun. */
    LocalQueue queue();

    /** Whether the owner's thread neither runs nor waits for a carrier: its turn sleeps, waits for input, or is parked. */
    boolean isBlocked();

    /** Asks the owner's turn to end at its next message boundary. */
    void requestTurnEnd();
}
