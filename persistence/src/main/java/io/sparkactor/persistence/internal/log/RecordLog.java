package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A file of records, and what they amount to. Thread-safe; calls block for as long as the disk takes, and no interrupt ends them.
 *
 * <p>Records that several threads write at once reach stable storage together: one of the threads sees to it for all who wait. A write
 * that fails is taken back, with all that was not on stable storage before it; where that fails too, the log refuses everything until
 * it is opened anew, which shows what is there.
 *
 * <p>When the file has become much larger than what it amounts to, it is written anew beside, by a thread of its own, and takes the place of
 * the old one; see {@link Rewriting}. Whoever writes durably may wait a little longer meanwhile, others do not.
 */
public final class RecordLog implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.sparkactor.persistence");

    private final LogPlace place;
    private final LogContents contents;
    private final PathLock pathLock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Forces forces = new Forces(lock, () -> this.file, this::takeBackUnforced);

    // All of these are guarded by the lock.
    private RecordFile file;
    private @Nullable Rewriting rewriting;
    private long rewriteAt;
    private boolean closing;
    private boolean closed;
    private @Nullable Throwable broken;

    private RecordLog(LogPlace place, LogContents contents, PathLock pathLock, RecordFile file) {
        this.place = place;
        this.contents = contents;
        this.pathLock = pathLock;
        this.file = file;
        this.rewriteAt = place.sizes().small();
    }

    /**
     * Opens a file, making it if it is not there, and applies what it holds.
     *
     * @param given a symbolic link stands for where it leads, which must be there then
     * @param name what is in it: eight characters of ASCII
     * @param contents empty
     * @throws IOException if it cannot be read or written, is open elsewhere, is damaged, or is another file
     */
    public static RecordLog open(Disk disk, Path given, String name, LogContents contents, LogSizes sizes)
            throws IOException {
        LogPlace place = LogPlace.of(disk, given, name, sizes);
        PathLock pathLock = PathLock.take(place.path());
        RecordFile file = null;
        boolean opened = false;
        try {
            place.makeIfMissing();
            file = place.open();
            file.load(name, contents);
            file.forceAll(); // what was found may be in no more than a cache, and will be relied on
            opened = true;
            return new RecordLog(place, contents, pathLock, file);
        } finally {
            if (!opened) {
                if (file != null) {
                    file.close();
                }
                pathLock.close();
            }
        }
    }

    /** Reads what the records amount to; {@code look} runs under the lock. */
    public <T> T read(Supplier<T> look) throws IOException {
        lock.lock();
        try {
            check();
            return look.get();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Appends a record.
     *
     * @param record gives the body, or null if there is nothing to write; runs under the lock
     * @param durable whether to return only when all that is written is on stable storage, also if there is nothing to add to it; if not, it
     *     is there when a later durable write has returned
     * @return whether there was something to write
     * @throws IOException if it failed; then nothing has changed, or the log refuses all further calls
     */
    public boolean write(Supplier<byte @Nullable []> record, boolean durable) throws IOException {
        lock.lock();
        try {
            check();
            byte[] body = record.get();
            if (body != null) {
                append(body);
            }
            if (durable && !file.isForced()) {
                awaitForced();
            }
            rewriteIfLarge();
            return body != null;
        } finally {
            lock.unlock();
        }
    }

    private void append(byte[] body) throws IOException {
        try {
            file.append(body);
        } catch (IOException | RuntimeException e) {
            takeBack(e);
            throw failed(e);
        } catch (Error e) { // such as a stack overflow in the middle: nobody knows what is there
            broken = e;
            throw e;
        }
        try {
            contents.apply(body);
        } catch (Throwable e) { // what is in memory is not what is in the file
            broken = e;
            throw e;
        }
        if (rewriting != null) {
            rewriting.appended(body);
        }
    }

    private void awaitForced() throws IOException {
        Throwable failure = forces.await();
        if (failure != null) {
            throw failed(failure);
        }
    }

    /** A write has failed: cuts what there may be of it. */
    private void takeBack(Throwable cause) {
        try {
            file.cut();
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
            broken = cause;
        }
    }

    private void takeBackUnforced(Throwable cause) {
        try {
            if (rewriting != null) {
                rewriting.cancel(); // it has taken note of what never was
            }
            file.loadForced(place.name(), contents);
            file.force(); // else a crash of the machine might bring back what was cut off, whole
        } catch (Throwable e) {
            cause.addSuppressed(e);
            broken = cause;
        }
    }

    private IOException failed(Throwable cause) {
        return new IOException(
                "cannot write " + place.path() + ": " + cause.getMessage()
                        + (broken == null
                                ? "; it is as it was before"
                                : "; nor could that be taken back, so open it anew to see whether the last change is there"),
                cause);
    }

    private void check() throws IOException {
        if (closed) {
            throw new IOException(place.path() + " was closed");
        }
        if (broken != null) {
            throw new IOException(
                    place.path() + " has failed before, and must be opened anew: " + broken.getMessage(), broken);
        }
    }

    private void rewriteIfLarge() {
        long length = file.length();
        if (length <= rewriteAt
                || length <= place.sizes().slack() * contents.size()
                || rewriting != null
                || closing
                || broken != null) {
            return;
        }
        try {
            rewriting = new Rewriting(this, lock, forces, place);
            Thread.ofPlatform()
                    .daemon()
                    .name("spark-log-" + place.path().getFileName())
                    .start(rewriting);
        } catch (Throwable e) { // no thread is left: whoever writes has not failed
            rewritten(e);
        }
    }

    /** What the records amount to. Under the lock. */
    Iterable<byte[]> snapshot() {
        return contents.snapshot();
    }

    /** Whether it refuses further calls. Under the lock. */
    boolean hasFailed() {
        return broken != null;
    }

    /** Refuses all further calls, and fails those that wait. */
    void fail(Throwable cause) {
        lock.lock();
        try {
            broken = cause;
            forces.endOpen(cause);
        } finally {
            lock.unlock();
        }
    }

    /** Goes on with another file that holds the same; gives the one before. Under the lock, while nobody forces. */
    RecordFile useInstead(RecordFile anew) {
        RecordFile before = file;
        file = anew;
        return before;
    }

    /** The rewriting has ended, perhaps by a failure. */
    void rewritten(@Nullable Throwable failure) {
        lock.lock();
        try {
            rewriting = null;
            if (failure == null) {
                rewriteAt = place.sizes().small();
                rewriteIfLarge(); // by what has come meanwhile, behind which perhaps nothing comes
            } else {
                rewriteAt = 2 * file.length(); // not at each write from now on
            }
            forces.signal();
        } finally {
            lock.unlock();
        }
        if (failure != null) {
            warn("cannot write " + place.path() + " anew, so it goes on growing", failure);
        }
    }

    private static void warn(String text, Throwable thrown) {
        try {
            LOG.log(Level.WARNING, text, thrown);
        } catch (Throwable _) {
            // the log is broken, or memory is out
        }
    }

    /** Writes what is left to write, with a record that bears witness of it, and closes the file. Safe to call twice. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            closing = true;
            if (rewriting != null) {
                rewriting.cancel();
            }
            forces.awaitNone(() -> rewriting != null);
            if (closed) {
                return;
            }
            closed = true;
            try (var _ = pathLock;
                    RecordFile _ = file) {
                if (broken == null) {
                    forceAtLast();
                }
            } finally {
                // for those who wait still
                forces.endOpen(file.isForced() ? null : new IOException(place.path() + " was closed"));
            }
        } finally {
            lock.unlock();
        }
    }

    private void forceAtLast() throws IOException {
        try {
            file.forceAll();
            forces.endOpen(null);
            if (!file.isWitnessed()) {
                file.append(new byte[0]);
                file.forceAll();
            }
        } catch (Throwable e) {
            broken = e; // before anybody who waits is told
            throw e;
        }
    }
}
