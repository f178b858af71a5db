package io.sparkactor.persistence.internal.log;

import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings the records of a log to stable storage, those of several threads together: one of the threads sees to it for all who wait, and others
 * may write meanwhile, for the next time. Called under the lock of the log, but for what says otherwise.
 */
final class Forces {

    private final ReentrantLock lock;
    private final Condition settled;
    private final Supplier<RecordFile> current;
    private final Consumer<Throwable> takeBack;

    /** Those that have been written since somebody began to force. */
    private Batch open = new Batch();

    private boolean forcing;

    /** How many wait until nobody forces: nobody begins meanwhile, or those who write without a pause would not let them have their turn. */
    private int stopping;

    /**
     * Nothing waits yet.
     *
     * @param current the file that records are written to
     * @param takeBack called when a force has failed, for what is not surely on stable storage; never throws
     */
    Forces(ReentrantLock lock, Supplier<RecordFile> current, Consumer<Throwable> takeBack) {
        this.lock = lock;
        this.settled = lock.newCondition();
        this.current = current;
        this.takeBack = takeBack;
    }

    /** Waits, without the lock, until all that has been written by now is on stable storage; why it is not, or null. */
    @Nullable
    Throwable await() {
        Batch batch = open;
        while (!batch.hasEnded()) {
            if (forcing || stopping > 0) {
                settled.awaitUninterruptibly();
            } else {
                forceOpen();
            }
        }
        return batch.failure();
    }

    private void forceOpen() {
        Batch mine = open;
        open = new Batch();
        RecordFile file = current.get();
        long upTo = file.length();
        try {
            Throwable failure = forceUnlocked(file);
            if (failure == null) {
                file.forcedUpTo(upTo);
                mine.end(null);
            } else {
                takeBack.accept(failure);
                mine.end(failure);
                endOpen(failure);
            }
        } finally {
            settled.signalAll(); // whatever has happened, others wait for the outcome
        }
    }

    /** Forces the file without the lock; what it threw, or null. */
    private @Nullable Throwable forceUnlocked(RecordFile file) {
        try {
            forcing = true;
            lock.unlock();
            file.force();
            return null;
        } catch (Throwable e) {
            return e;
        } finally {
            if (!lock.isHeldByCurrentThread()) {
                lock.lock();
            }
            forcing = false;
        }
    }

    /** What has been written by now is on stable storage, or is not, for this reason. */
    void endOpen(@Nullable Throwable how) {
        open.end(how);
        open = new Batch();
        settled.signalAll();
    }

    /** Waits until nobody forces the file; then nobody does until {@link #allow}. */
    void stop() {
        awaitNone(() -> false);
        forcing = true;
    }

    /** After {@link #stop}. */
    void allow() {
        forcing = false;
        settled.signalAll();
    }

    /**
     * Waits, without the lock, until nobody forces and nothing else goes on either, whose end {@link #signal} tells. Nobody begins to force
     * meanwhile.
     */
    void awaitNone(BooleanSupplier goesOn) {
        stopping++;
        try {
            while (forcing || goesOn.getAsBoolean()) {
                settled.awaitUninterruptibly();
            }
        } finally {
            stopping--;
            settled.signalAll(); // for those who have not begun
        }
    }

    void signal() {
        settled.signalAll();
    }
}
