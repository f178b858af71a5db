package io.sparkactor;

/** A subscription to runtime events. Thread-safe. */
public interface EventSubscription extends AutoCloseable {

    /** Ends the subscription; events that wait are still delivered. Idempotent. */
    @Override
    void close();
}
