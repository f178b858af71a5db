package io.sparkactor.internal.timer;

import org.jspecify.annotations.Nullable;

/**
 * The fields by which the timer wheel links an entry into its lists.
 *
 * <p>Guarded by the lock of {@link #bucket}. Only {@code bucket} is read without that lock, as a hint which lock to take; it is
 * read again under the lock.
 */
public abstract class TimerNode {

    /** The list this node is in; null while it is not scheduled. */
    @Nullable
    Bucket bucket;

    /** Neighbours in the ring of {@link #bucket}; null while it is not scheduled. */
    @Nullable
    TimerNode previous;

    @Nullable
    TimerNode next;

    /** The first tick at which the entry may fire. */
    long tick;

    /** For {@link io.sparkactor.spi.TimerEntry} and the rings' own heads. */
    protected TimerNode() {}
}
