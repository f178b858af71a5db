package io.sparkactor.internal.scheduler;

import io.sparkactor.spi.Turn;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The one spare worker that waits for a processor while turns are queued.
 *
 * <p>Thread-safe. The rule that nothing waits unseen: whoever makes a turn visible then (after a full fence) looks whether a
 * worker is pending and claims the place if none is; the pending worker leaves the place first and then (after a full fence)
 * looks for turns. So either the put finds the place free and wakes the next one, or the leaving worker finds the turn.
 *
 * <p>A worker that spins before it gives its processor back takes the place too, so that whoever puts a turn meanwhile wakes nobody; and it
 * can be handed one there, which then leaves with it.
 *
 * @param <W> the kind of worker
 */
public final class PendingWorker<W> {

    private static final Object CLAIMED = new Object(); // by a thread that is about to appoint a worker

    private static final Object SPINNING = new Object(); // a worker that looks here; the turn takes its place

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

    /**
     * Claims the place for a worker that has a processor and looks at the place until it leaves. A full fence if it wins.
     *
     * @return false if somebody is pending already
     */
    public boolean claimSpinning() {
        return place.get() == null && place.compareAndSet(null, SPINNING);
    }

    /** Whether a worker is pending, or about to be, that is not on a carrier yet as a spinning one is. */
    boolean isOnItsWay() {
        Object present = place.get();
        return present != null && present != SPINNING && !(present instanceof Turn);
    }

    /** Whether a spinning worker waits for a turn. */
    public boolean isSpinning() {
        return place.get() == SPINNING;
    }

    /** Hands a turn to the spinning worker, which has it from {@link #leaveSpinning}; false if there is none. A full fence if it does. */
    public boolean hand(Turn turn) {
        return isSpinning() && place.compareAndSet(SPINNING, turn);
    }

    /**
     * Takes back a turn that the spinning worker has not come to, which loses its place: whoever puts a turn now wakes another.
     *
     * @return false if the worker has it
     */
    public boolean takeBack(Turn turn) {
        return place.compareAndSet(turn, null);
    }

    /**
     * Leaves the place, if the worker still has it; a full fence, as {@link #leave}. For the spinning worker. After {@link #takeBack} the
     * place may be another spinning worker's, which then spins on without it and has a processor all the same.
     *
     * @return the turn that it was handed, null if none was
     */
    public @Nullable Turn leaveSpinning() {
        Object present = place.get();
        while (present == SPINNING || present instanceof Turn) {
            if (place.compareAndSet(present, null)) {
                return present instanceof Turn handed ? handed : null;
            }
            present = place.get();
        }
        VarHandle.fullFence();
        return null;
    }

    /** Leaves the place; a full fence, so that the caller may next look for turns. For the pending worker or the one who claimed. */
    public void leave() {
        place.getAndSet(null);
    }

    /** The pending worker, null if there is none, it is not appointed yet, or it spins. */
    @SuppressWarnings("unchecked")
    @Nullable
    W worker() {
        Object present = place.get();
        return present == CLAIMED || present == SPINNING || present instanceof Turn ? null : (W) present;
    }
}
