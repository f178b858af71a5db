package io.sparkactor.testkit.simulation;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whether a world is over, what went wrong in it, and when its last thread has ended. Thread-safe. */
final class Ending {

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger alive = new AtomicInteger();
    private final CountDownLatch lastThread = new CountDownLatch(1);
    private volatile boolean over;

    /** Thrown in every simulated thread that is still alive when its world is over, so that the thread ends too. Immutable. */
    static final class Aborted extends Error {

        private static final long serialVersionUID = 1L;

        Aborted() {
            super("the simulation is over, so this thread ends", null, false, false);
        }
    }

    /** Whether the world has ended, or is to end now. */
    boolean isOver() {
        return over;
    }

    /** The world ends. */
    void over() {
        over = true;
    }

    /** Notes what went wrong, unless the world is over: then threads fail only because they are ended. */
    void fail(Throwable failure) {
        if (!over) {
            failures.add(failure);
        }
    }

    /** The world ends because of this. */
    void abort(Throwable reason) {
        failures.add(reason);
        over = true;
    }

    /** What went wrong first, with the rest as suppressed exceptions; null if nothing did. */
    @Nullable
    Throwable failure() {
        if (failures.isEmpty()) {
            return null;
        }
        Throwable first = failures.getFirst();
        failures.stream().skip(1).filter(other -> other != first).forEach(first::addSuppressed);
        return first;
    }

    /** A thread is about to start. */
    void threadStarts() {
        alive.incrementAndGet();
    }

    /** A thread has done its last step. */
    void threadEnds() {
        if (alive.decrementAndGet() == 0) {
            lastThread.countDown();
        }
    }

    /** Waits, in real time, until the last thread has ended; false if it does not. */
    boolean await(long nanos) throws InterruptedException {
        return lastThread.await(nanos, TimeUnit.NANOSECONDS);
    }
}
