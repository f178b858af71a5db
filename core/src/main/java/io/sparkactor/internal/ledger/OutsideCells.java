package io.sparkactor.internal.ledger;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Who counts where, of the platform threads that send from outside: counters that all share take longer than the rest of a send.
 *
 * <p>Thread-safe. Virtual threads get none of their own, as there may be millions that send once. The counters of a thread that has ended
 * go to the next new one, so there are never more than threads that live at once.
 */
final class OutsideCells {

    private record Owner(WeakReference<Thread> thread, OutsideCell cell) {

        boolean is(Thread one) {
            return thread.get() == one;
        }

        boolean hasEnded() {
            Thread one = thread.get();
            return one == null || !one.isAlive(); // which happens behind all that it has counted
        }
    }

    private final Supplier<OutsideCell> opening;
    private final ThreadLocal<@Nullable OutsideCell> own = new ThreadLocal<>();

    /** Guarded by this object. */
    private final List<Owner> owners = new ArrayList<>();

    OutsideCells(Supplier<OutsideCell> opening) {
        this.opening = opening;
    }

    /** The counters of the calling thread; null for a virtual one. */
    @Nullable
    OutsideCell ofThisThread() {
        Thread caller = Thread.currentThread();
        if (caller.isVirtual()) {
            return null;
        }
        OutsideCell cell = own.get();
        return cell == null ? claim(caller) : cell;
    }

    private OutsideCell claim(Thread caller) {
        OutsideCell cell = find(caller);
        own.set(cell);
        return cell;
    }

    private synchronized OutsideCell find(Thread caller) {
        for (Owner owner : owners) {
            if (owner.is(caller)) {
                return owner.cell(); // somebody has cleared its thread-locals
            }
        }
        OutsideCell cell = takeFromEnded();
        if (cell == null) {
            cell = opening.get();
        }
        owners.add(new Owner(new WeakReference<>(caller), cell));
        return cell;
    }

    private @Nullable OutsideCell takeFromEnded() {
        for (int i = 0; i < owners.size(); i++) {
            if (owners.get(i).hasEnded()) {
                return owners.remove(i).cell();
            }
        }
        return null;
    }
}
