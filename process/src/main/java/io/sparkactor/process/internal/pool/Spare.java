package io.sparkactor.process.internal.pool;

import io.sparkactor.process.internal.launch.ChildTerms;
import io.sparkactor.spi.RuntimeHooks;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A child that waits for work, or is being started to do so. Taken once. Thread-safe. */
final class Spare {

    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private final ChildTerms terms;
    private @Nullable Child child; // guarded by this, as all below
    private boolean started;
    private boolean ended;
    private @Nullable Thread waiter;

    Spare(ChildTerms terms) {
        this.terms = terms;
    }

    ChildTerms terms() {
        return terms;
    }

    synchronized boolean holds(Child other) {
        return child == other;
    }

    /** The start is over; null if it has failed. */
    void started(@Nullable Child made, RuntimeHooks hooks) {
        Thread waiting;
        boolean unwanted;
        synchronized (this) {
            child = made;
            started = true;
            waiting = waiter;
            unwanted = ended;
        }
        if (unwanted && made != null) {
            made.end();
        }
        if (waiting != null) {
            hooks.unpark(waiting);
        }
    }

    /** Waits for the end of the start; the child, or null if that has failed. */
    @Nullable
    Child await(RuntimeHooks hooks) {
        while (true) {
            synchronized (this) {
                if (started) {
                    return child;
                }
                waiter = Thread.currentThread();
            }
            hooks.park(LOOK);
        }
    }

    /** Nobody will take it. */
    void end() {
        Child unwanted;
        synchronized (this) {
            ended = true;
            unwanted = child;
        }
        if (unwanted != null) {
            unwanted.end();
        }
    }
}
