package io.sparkactor.internal.waiting;

/** A wait in the framework on behalf of an actor. Thread-safe. */
public interface Wait {

    /** The actor was told to stop: ends the wait, if it still lasts. */
    void stopRequested();
}
