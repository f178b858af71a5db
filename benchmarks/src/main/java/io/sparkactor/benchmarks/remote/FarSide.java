package io.sparkactor.benchmarks.remote;

/** The side of one contender that receives and answers. Thread-safe. */
interface FarSide extends AutoCloseable {

    /** How a {@link NearSide} of the same contender finds it; without line ends. */
    String place();

    /** Checks the books, if there are any, and ends the system. */
    @Override
    void close();
}
