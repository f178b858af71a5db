package io.sparkactor.remote.internal.peer;

/** Nobody calls but by memory. */
final class Nowhere implements Entrance {

    @Override
    public void close() {
        // It was never open.
    }

    @Override
    public void closeAccepted() {
        // What was accepted ends with the other side.
    }
}
