package io.sparkactor.internal.mailbox;

import io.sparkactor.internal.waiting.Deadlines;
import io.sparkactor.spi.RuntimeHooks;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * So many places and no more, and the threads that wait for one in the order in which they came. Thread-safe, lock-free.
 *
 * <p>A place that is given back is handed to the thread that has waited longest, so that newcomers do not starve it. Who gives back
 * changes the number first and looks for waiting threads then; who begins to wait is registered first and looks at the number then:
 * one of the two sees the other.
 */
public final class Places {

    private final RuntimeHooks hooks;
    private final int bound;
    private final AtomicInteger taken = new AtomicInteger();
    private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();

    /** All are free. */
    public Places(RuntimeHooks hooks, int bound) {
        this.hooks = hooks;
        this.bound = bound;
    }

    /** How many are taken; never more than there are. */
    public int taken() {
        return taken.get();
    }

    /** Takes a place if one is free and nobody waits for one. Never waits. */
    public boolean tryTake() {
        return waiters.isEmpty() && take();
    }

    /**
     * Takes a place, waiting for it behind those that wait already.
     *
     * @param deadlineNanos see {@link Deadlines}
     * @param abandoned whether to give up at once; looked at after each wake-up
     * @return whether the caller has a place
     */
    public boolean await(long deadlineNanos, BooleanSupplier abandoned) {
        Waiter self = new Waiter(Thread.currentThread());
        waiters.add(self);
        handOn(); // one that was given back before the registration could be seen
        while (!self.hasPlace()) {
            long remaining = Deadlines.remaining(hooks, deadlineNanos);
            if (remaining > 0 && !abandoned.getAsBoolean()) {
                hooks.park(remaining);
            } else if (self.leave()) {
                waiters.remove(self);
                return false;
            }
        }
        return true;
    }

    /** Gives a place back. Never waits. */
    public void giveBack() {
        taken.decrementAndGet();
        handOn();
    }

    /** Lets all who wait look whether to give up. */
    public void wakeAll() {
        waiters.forEach(waiter -> hooks.unpark(waiter.thread));
    }

    private boolean take() {
        int seen = taken.get();
        while (seen < bound) {
            int found = taken.compareAndExchange(seen, seen + 1);
            if (found == seen) {
                return true;
            }
            seen = found;
        }
        return false;
    }

    /** Hands free places to those who wait. */
    private void handOn() {
        // Looks again after each round: one may have begun to wait while this thread had the place that it looked for.
        while (!waiters.isEmpty() && take()) {
            Waiter next = nextWaiting();
            if (next == null) {
                taken.decrementAndGet();
            } else {
                hooks.unpark(next.thread);
            }
        }
    }

    /** The first that still waits, which has the place from now on; null if there is none. */
    private @Nullable Waiter nextWaiting() {
        Waiter next = waiters.poll();
        while (next != null && !next.give()) {
            next = waiters.poll();
        }
        return next;
    }

    /** A thread that waits, and how that ended. */
    private static final class Waiter extends AtomicInteger {

        private static final long serialVersionUID = 1L;
        private static final int WAITS = 0;
        private static final int HAS_PLACE = 1;
        private static final int GONE = 2;

        private final transient Thread thread;

        Waiter(Thread thread) {
            super(WAITS);
            this.thread = thread;
        }

        boolean hasPlace() {
            return get() == HAS_PLACE;
        }

        boolean give() {
            return compareAndSet(WAITS, HAS_PLACE);
        }

        boolean leave() {
            return compareAndSet(WAITS, GONE);
        }
    }
}
