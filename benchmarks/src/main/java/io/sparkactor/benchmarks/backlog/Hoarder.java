package io.sparkactor.benchmarks.backlog;

/** An actor whose mailbox gets long. Driven by one thread. */
interface Hoarder extends AutoCloseable {

    /** Lets it wait at the gate of a round. */
    void begin(Round round);

    /** Sends it a message of that round. */
    void tell(long number);

    /** Ends the system. */
    @Override
    void close();
}
