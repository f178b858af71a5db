package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Writes a log anew, beside, while it goes on, and puts the new file in the place of the old one. Runs on a thread of its own; what is said to
 * be under the lock is called under that of the log.
 *
 * <p>First what the log amounts to is written, and then what has come meanwhile. When little is left, each record goes to both files, and
 * nobody forces the old one: so none is said to be on stable storage until the new file has been forced, has the name, and that has been
 * forced as well. A crash of the machine before that finds one of the two, whole, with all that was said to be there; a crash of the program
 * alone finds also what was not forced, in either.
 */
final class Rewriting implements Runnable {

    /** So often what has come meanwhile is written without the lock. Each time there is less of it. */
    private static final int ROUNDS = 4;

    private final RecordLog log;
    private final ReentrantLock lock;
    private final Forces forces;
    private final LogPlace place;

    /** What has come since the beginning and is not in the new file; null before that. Under the lock, as what follows. */
    private @Nullable List<byte[]> since;

    /** The new file, when each record goes to it as well. */
    private @Nullable RecordFile also;

    /** Why a record did not get there. */
    private @Nullable Throwable missed;

    /** Set and read by any thread. */
    private volatile boolean cancelled;

    /** One that has not begun. */
    Rewriting(RecordLog log, ReentrantLock lock, Forces forces, LogPlace place) {
        this.log = log;
        this.lock = lock;
        this.forces = forces;
        this.place = place;
    }

    /** A record was appended to the log. Under the lock; never throws. */
    void appended(byte[] body) {
        try {
            if (also != null) {
                also.append(body);
            } else if (since != null) {
                since.add(body);
            }
        } catch (Throwable e) { // the record is there; the new file is of no use
            missed = e;
        }
    }

    /** Is to end soon, as the log is to be closed, or has taken back what may be in the new file. */
    void cancel() {
        cancelled = true;
    }

    @Override
    public void run() {
        Throwable failure = null;
        try {
            rewrite();
        } catch (CancellationException _) {
            // there is nothing to tell: what is there is as good
        } catch (Throwable e) { // also if memory is out: what was written is there, and no writer has failed
            failure = e;
        } finally {
            log.rewritten(failure);
        }
    }

    private void rewrite() throws IOException {
        RecordFile anew = place.createBeside();
        RecordFile unused = anew;
        try {
            for (byte[] body : begin()) {
                write(anew, body);
            }
            for (int round = 0; round < ROUNDS; round++) {
                for (byte[] body : takeSince()) {
                    write(anew, body);
                }
            }
            anew.forceAll(); // most of it, so that little is left when others wait for it
            unused = switchTo(anew);
        } finally {
            unused.close();
            if (unused == anew) {
                place.deleteBeside();
            }
        }
    }

    private void write(RecordFile anew, byte[] body) throws IOException {
        if (cancelled) {
            throw new CancellationException();
        }
        anew.append(body);
    }

    private Iterable<byte[]> begin() {
        lock.lock();
        try {
            since = new ArrayList<>();
            return log.snapshot();
        } finally {
            lock.unlock();
        }
    }

    private List<byte[]> takeSince() {
        lock.lock();
        try {
            List<byte[]> taken = since == null ? List.of() : since;
            since = new ArrayList<>();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Gives the log its new file; the one that is not used any more. */
    private RecordFile switchTo(RecordFile anew) throws IOException {
        boolean named = false;
        stopForces();
        try {
            long upTo = writeToBoth(anew);
            anew.force();
            checkWhole();
            takeName();
            named = true;
            place.forceName();
            return swap(anew, upTo);
        } catch (Throwable e) {
            if (named) { // the old file has no name any more, or may have it back after a crash: nothing may rely on
                // either
                log.fail(e);
            }
            throw e;
        } finally {
            allowForces();
        }
    }

    private void stopForces() {
        lock.lock();
        try {
            forces.stop();
        } finally {
            lock.unlock();
        }
    }

    private void allowForces() {
        lock.lock();
        try {
            forces.allow();
        } finally {
            lock.unlock();
        }
    }

    private long writeToBoth(RecordFile anew) throws IOException {
        lock.lock();
        try {
            for (byte[] body : takeSince()) {
                anew.append(body);
            }
            also = anew;
            return anew.length();
        } finally {
            lock.unlock();
        }
    }

    private void checkWhole() throws IOException {
        lock.lock();
        try {
            if (cancelled || log.hasFailed()) {
                throw new CancellationException();
            }
            if (missed != null) {
                throw new IOException("a record is not in the new file", missed);
            }
        } finally {
            lock.unlock();
        }
    }

    private void takeName() throws IOException {
        try {
            place.takeName();
        } catch (Error e) {
            log.fail(e); // nobody knows which of the two has the name
            throw e;
        }
    }

    private RecordFile swap(RecordFile anew, long upTo) throws IOException {
        lock.lock();
        try {
            if (missed != null) {
                throw new IOException("a record is not in the new file, which has the name already", missed);
            }
            anew.forcedUpTo(upTo);
            return log.useInstead(anew);
        } finally {
            lock.unlock();
        }
    }
}
