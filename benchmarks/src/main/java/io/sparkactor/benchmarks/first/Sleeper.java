package io.sparkactor.benchmarks.first;

/** An actor that is idle most of the time, and says when a message comes. */
interface Sleeper extends AutoCloseable {

    /** Sends it a message that says when it was sent; for any thread outside of actors. */
    void tell(long sent);

    /** Ends the system. */
    @Override
    void close();
}
