package io.sparkactor.benchmarks.load;

/** Actors that work. Driven by one thread at a time. */
interface Servers extends AutoCloseable {

    /** How many there are. */
    int COUNT = 100;

    /** Sends to one of them a message that was due then. */
    void tell(int actor, long due);

    /** Ends the system. */
    @Override
    void close();
}
