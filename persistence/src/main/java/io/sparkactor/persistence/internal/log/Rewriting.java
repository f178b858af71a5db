package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.locks.ReentrantLock;

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

    /** What has come meanwhile. Under the lock. */
    private final Arrears arrears = new Arrears();

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
        arrears.appended(body);
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
                writeSince(anew);
            }
            anew.forceAll(); // most of it, so that little is left when others wait for it
            writeSince(anew); // what has come during that, which may be much: behind this it is written under the lock
            unused = switchTo(anew);
        } finally {
            end(); // before it is closed, which the records might go to
            unused.close();
            if (unused == anew) {
                place.deleteBeside();
            }
        }
    }

    private void writeSince(RecordFile anew) throws IOException {
        for (byte[] body : takeSince()) {
            write(anew, body);
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
            arrears.begin();
            return log.snapshot();
        } finally {
            lock.unlock();
        }
    }

    private List<byte[]> takeSince() {
        lock.lock();
        try {
            return arrears.take();
        } finally {
            lock.unlock();
        }
    }

    private void end() {
        lock.lock();
        try {
            arrears.end();
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
            arrears.payAndFollow(anew);
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
            arrears.check();
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
            arrears.payAndEnd(anew); // from here on the log writes to it, and must not do so twice
            anew.forcedUpTo(upTo);
            return log.useInstead(anew);
        } finally {
            lock.unlock();
        }
    }
}
