package io.sparkactor;

/** A subscription to runtime events. Thread-safe. */
public interface EventSubscription extends AutoCloseable {

    /** How many events its subscriber has missed, because it was too slow; zero if none. */
    long lost();

    /** Ends the subscription; events that wait are still delivered. Idempotent. */
    @Override
    void close();
}
