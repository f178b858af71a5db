package io.sparkactor.internal.scheduler;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Gets the JVM to start carriers for which the parallelism leaves room; a platform daemon thread, one for the whole JVM.
 *
 * <p>The JVM starts a carrier only when a task is pushed to an empty submission queue, and on the thread that pushes. Where the cores
 * are taken, to start a thread takes as long as the new thread must wait for a core, many milliseconds; so the monitors leave that to
 * this thread. {@link #push} and {@link #warmUp} are for any thread, and never wait.
 */
final class CarrierStarter implements Runnable {

    /** So many pushes in a row go to the queue of this thread; the next one comes from a fresh thread, which has another queue. */
    private static final int OWN_PUSHES = 4;

    private final Runnable prelude;
    private volatile @Nullable Thread thread;
    private volatile boolean pushWanted;
    private volatile @Nullable WarmUp warmUp;
    private int pushes;

    /** A starter that first does something else, which takes long. */
    CarrierStarter(Runnable prelude) {
        this.prelude = prelude;
    }

    /** Starts the thread. To be called once, before all else. */
    void start() {
        thread = Thread.ofPlatform().daemon().name("spark-carriers").start(this);
    }

    /** Pushes an empty task. */
    void push() {
        pushWanted = true;
        LockSupport.unpark(thread);
    }

    /** Occupies so many carriers at once for a moment, so that all of them are started, and calls {@code then}. */
    void warmUp(int carriers, Runnable then) {
        warmUp = new WarmUp(carriers, then);
        LockSupport.unpark(thread);
    }

    @Override
    public void run() {
        prelude.run();
        while (true) {
            WarmUp wanted = warmUp;
            if (wanted != null) {
                warmUp = null;
                runSafely(wanted);
            } else if (pushWanted) {
                pushWanted = false;
                runSafely(this::pushOnce);
            } else {
                LockSupport.park(this);
            }
        }
    }

    private static void runSafely(Runnable step) {
        try {
            step.run();
        } catch (Throwable e) {
            PoolScheduler.LOGGER.log(Level.ERROR, "A carrier could not be started", e);
        }
    }

    private void pushOnce() {
        if (++pushes % (OWN_PUSHES + 1) != 0) {
            pushEmptyTask();
        } else {
            Thread.ofPlatform().daemon().name("spark-carrier-push").start(CarrierStarter::pushEmptyTask);
        }
    }

    private static void pushEmptyTask() {
        Thread.startVirtualThread(() -> {});
    }

    /** Virtual threads that hold their carriers until all of them run, or for a short time at most. */
    private record WarmUp(int carriers, Runnable then) implements Runnable {

        @Override
        public void run() {
            try {
                occupy();
            } finally {
                then.run();
            }
        }

        private void occupy() {
            AtomicInteger toCome = new AtomicInteger(carriers);
            AtomicInteger toGo = new AtomicInteger(carriers);
            long start = System.nanoTime();
            for (int i = 0; i < carriers; i++) {
                Thread.startVirtualThread(() -> {
                    toCome.decrementAndGet();
                    while (toCome.get() > 0 && System.nanoTime() - start < Limits.WARM_UP) {
                        Thread.onSpinWait();
                    }
                    toGo.decrementAndGet();
                });
            }
            while (toGo.get() > 0 && System.nanoTime() - start < 2 * Limits.WARM_UP) {
                LockSupport.parkNanos(Limits.TICK);
            }
        }
    }
}
