package io.sparkactor.internal.waiting;

/** Something that knows when it began. Thread-safe. */
public interface Started {

    /** When it began, on the scale of {@link io.sparkactor.spi.RuntimeHooks#nanoTime}. */
    long startedNanos();
}
