package io.sparkactor.internal.scheduler;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one spare worker that waits for a processor while turns are queued.
 *
 * <p>Thread-safe. The rule that nothing waits unseen: whoever makes a turn visible then (after a full fence) looks whether a
 * worker is pending and claims the place if none is; the pending worker leaves the place first and then (after a full fence)
 * looks for turns. So either the put finds the place free and wakes the next one, or the leaving worker finds the turn.
 *
 * @param <W> the kind of worker
 */
public final class PendingWorker<W> {

    private static final Object CLAIMED = new Object(); // by a thread that is about to appoint a worker

    private final AtomicReference<@Nullable Object> place = new AtomicReference<>();

    /** Nobody is pending. */
    public PendingWorker() {}

    /** Whether a worker is pending, or about to be appointed. */
    public boolean isSet() {
        return place.get() != null;
    }

    /** Claims the place; the winner must then appoint a worker, or {@link #leave}. A full fence either way. */
    public boolean claim() {
        return place.get() == null && place.compareAndSet(null, CLAIMED);
    }

    /** Appoints a worker. For the one who claimed. */
    public void appoint(W worker) {
        place.set(worker);
    }

    /** Leaves the place; a full fence, so that the caller may next look for turns. For the pending worker or the one who claimed. */
    public void leave() {
        place.getAndSet(null);
    }

    /** The pending worker, null if there is none or it is not appointed yet. */
    @SuppressWarnings("unchecked")
    @Nullable
    W worker() {
        Object present = place.get();
        return present == CLAIMED ? null : (W) present;
    }
}
