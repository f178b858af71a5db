package io.sparkactor.process.internal.host;

import io.sparkactor.process.internal.pool.Child;
import io.sparkactor.process.internal.wire.Anticipation;
import io.sparkactor.process.internal.wire.Frame;
import io.sparkactor.spi.RuntimeHooks;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Who reads what a child sends. A turn that has just handed a message over looks for the answer itself, for a short while, as that spares
 * it two threads to be woken. Else, and whenever no turn has done so for two milliseconds, the thread of the actor waits in the kernel.
 *
 * <p>Reading is under the lock, one frame after the other. {@link #run} by the actor's thread, {@link #lookForAnswer} by its turn.
 */
final class Intake {

    /** So long a turn looks for the answer. */
    private static final long LOOK = TimeUnit.MICROSECONDS.toNanos(100);

    /** So long the thread leaves the reading to turns, unless one calls it. */
    private static final long REST = TimeUnit.MILLISECONDS.toNanos(2);

    private final RuntimeHooks hooks;
    private final Child child;
    private final Taker taker;
    private final Thread thread = Thread.currentThread();
    private final ReentrantLock lock = new ReentrantLock();
    private final Anticipation anticipation = new Anticipation(); // guarded by the lock

    /** Whether the thread is to read. */
    private volatile boolean called = true;

    /** How many turns have looked. */
    private final AtomicLong looks = new AtomicLong();

    /** The intake of the calling thread's actor. */
    Intake(RuntimeHooks hooks, Child child, Taker taker) {
        this.hooks = hooks;
        this.child = child;
        this.taker = taker;
    }

    /** Does what frames say. */
    interface Taker {

        /** Takes a frame; false if it was the last one. */
        boolean take(Frame frame) throws IOException;

        /** Whether a step goes on, so that something is to come. */
        boolean isGoing();
    }

    /**
     * Reads until the last frame.
     *
     * @throws IOException if the child is gone, or what it sends makes no sense
     */
    void run() throws IOException {
        while (listen()) {
            rest();
        }
    }

    /** Reads at least one frame, and on until no step goes on. */
    private boolean listen() throws IOException {
        lock.lock();
        try {
            child.blocking(true);
            do {
                if (!taker.take(child.reader().next())) {
                    return false;
                }
                if (!taker.isGoing()) {
                    called = false; // before the look below: whoever begins a step says first that it goes on, then
                    // calls
                }
            } while (taker.isGoing());
            child.blocking(false);
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void rest() {
        long seen = looks.get();
        while (!called) {
            hooks.park(REST);
            if (looks.get() == seen) {
                return;
            }
            seen = looks.get();
        }
    }

    /** Has the thread read. */
    void call() {
        called = true;
        hooks.unpark(thread);
    }

    /** In a turn, behind the message that was handed over: looks for the end of its step, and leaves that to the thread if it does not come. */
    void lookForAnswer() {
        if (!lock.tryLock()) {
            called = true; // the thread reads already, or would begin to rest just now
            return;
        }
        boolean hasEnded = false;
        try {
            long unused = looks.incrementAndGet();
            if (anticipation.isWorthwhile()) {
                hasEnded = look();
                anticipation.ended(hasEnded);
            }
        } catch (IOException e) {
            child.closeLines(); // the thread finds that, and says what has become of the child
        } catch (RuntimeException | Error e) { // the thread finds that it is gone
            child.kill("what it has sent could not be read: " + e);
        } finally {
            lock.unlock();
        }
        if (!hasEnded) {
            call();
        }
    }

    private boolean look() throws IOException {
        long start = hooks.nanoTime();
        while (taker.isGoing()) {
            Frame frame = child.reader().poll();
            if (frame != null) {
                boolean more = taker.take(frame);
                assert more; // the last one comes to the thread alone
            } else if (hooks.nanoTime() - start > LOOK) {
                return false;
            } else {
                Thread.onSpinWait();
            }
        }
        return true;
    }
}
