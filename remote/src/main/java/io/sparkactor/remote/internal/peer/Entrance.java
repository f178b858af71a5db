package io.sparkactor.remote.internal.peer;

/** Where others can call us. Thread-safe but for what says otherwise. */
public interface Entrance {

    /** Lets nobody in any more; those who have called stay connected. */
    void close();

    /** Closes what has come in. On the loop, while that still selects. */
    void closeAccepted();
}
