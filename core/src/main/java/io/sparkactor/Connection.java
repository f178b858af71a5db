package io.sparkactor;

import java.time.Duration;

/**
 * A way to another system that is kept open: cut, it is made again with growing pauses, until it is closed. Thread-safe.
 *
 * <p>Made by {@link Syndicate#connect(SystemId, java.net.InetSocketAddress)}. Sends do not wait for it: what is sent while it is not
 * there is queued, within bounds, and goes out once it is. Its states are {@link RuntimeEvent.ConnectionChanged} events too.
 */
public interface Connection extends AutoCloseable {

    /** The system at the other end. */
    SystemId peer();

    /** How it stands just now. */
    ConnectionState state();

    /**
     * Waits until it is connected.
     *
     * @return whether it is; false when the time is over, or it was closed
     * @throws IllegalArgumentException if {@code timeout} is negative
     * @throws WaitInterruptedException if the calling thread is interrupted
     */
    boolean awaitConnected(Duration timeout);

    /**
     * Gives it up: what was not delivered becomes dead letters, and nothing is sent that way any more. Does not wait; safe to call
     * twice.
     */
    @Override
    void close();
}
