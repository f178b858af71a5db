package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.concurrent.locks.Condition;
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
 * <p>When the file has become much larger than what it amounts to, it is written anew beside, and takes the place of the old one.
 */
public final class RecordLog implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.sparkactor.persistence");

    /** A file up to this size is never written anew. */
    private static final long SMALL = 64 * 1024;

    /** So many times as large as what it amounts to may the file be. */
    private static final long SLACK = 4;

    private final Disk disk;
    private final Path path;
    private final String name;
    private final LogContents contents;
    private final PathLock pathLock;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition settled = lock.newCondition();

    // All of these are guarded by the lock; only the force of the file is called without it, by one thread at a time.
    private LogFile file;
    private long length;
    private long forced;
    private Batch open = new Batch();
    private boolean forcing;
    private boolean closed;

    /** Whether nothing stands behind the last record that bears witness. */
    private boolean witnessed;

    private long compactAt = SMALL;
    private @Nullable Throwable broken;

    private RecordLog(Disk disk, Path path, String name, LogContents contents, PathLock pathLock, LogFile file) {
        this.disk = disk;
        this.path = path;
        this.name = name;
        this.contents = contents;
        this.pathLock = pathLock;
        this.file = file;
    }

    /** Those records that reach stable storage together. Guarded by the lock. */
    private static final class Batch {

        private boolean ended;
        private @Nullable Throwable failure;

        void end(@Nullable Throwable how) {
            ended = true;
            failure = how;
        }
    }

    /**
     * Opens a file, making it if it is not there, and applies what it holds.
     *
     * @param given a symbolic link stands for where it leads, which must be there then
     * @param name what is in it: eight characters of ASCII
     * @param contents empty
     * @throws IOException if it cannot be read or written, is open elsewhere, is damaged, or is another file
     */
    public static RecordLog open(Disk disk, Path given, String name, LogContents contents) throws IOException {
        Path path = real(disk, given);
        PathLock pathLock = PathLock.take(path);
        LogFile file = null;
        boolean opened = false;
        try {
            if (disk.isMissing(path)) {
                writeBeside(disk, path, name, contents).close();
                disk.replace(beside(path), path);
                disk.forceFolder(PathLock.folderOf(path));
            }
            file = disk.open(path);
            RecordLog log = new RecordLog(disk, path, name, contents, pathLock, file);
            log.load(file.length());
            log.force(); // what was found may be in no more than a cache, and will be relied on
            opened = true;
            return log;
        } finally {
            if (!opened) {
                if (file != null) {
                    file.close();
                }
                pathLock.close();
            }
        }
    }

    private static Path real(Disk disk, Path path) throws IOException {
        return disk.isMissing(path)
                ? PathLock.folderOf(path).toRealPath().resolve(path.getFileName())
                : path.toRealPath(); // fails for a link to nowhere, as what it stands for may come back
    }

    private static Path beside(Path path) {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    /** Takes the file as it stands up to a length, without the torn end that it may have. */
    private void load(long upTo) throws IOException {
        LogScan scan = LogScan.of(path, name, file.read(upTo));
        if (scan.length() < upTo) {
            LOG.log(
                    Level.WARNING,
                    "{0} is not whole at its end, and {1,number,#} bytes at offset {2,number,#} are cut off; a crash in the"
                            + " middle of a write leaves that, and if there was none the file was damaged",
                    path,
                    upTo - scan.length(),
                    scan.length());
        }
        file.truncate(scan.length());
        contents.clear();
        for (byte[] body : scan.bodies()) {
            contents.apply(body);
        }
        length = scan.length();
        witnessed = scan.witnessed();
        forced = LogFormat.FILE_HEADER;
    }

    private void force() throws IOException {
        file.force();
        forced = length;
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
            if (durable && forced < length) {
                await(open);
            } else if (!forcing) {
                compactIfLarge();
            }
            return body != null;
        } finally {
            lock.unlock();
        }
    }

    private void append(byte[] body) throws IOException {
        byte[] record = LogFormat.record(length, forced, body);
        if (length + record.length > LogFormat.LONGEST) {
            throw new IOException("cannot write " + path + ": it would have more than " + LogFormat.LONGEST
                    + " bytes; it is as it was before");
        }
        try {
            file.write(length, record);
        } catch (IOException | RuntimeException e) {
            takeBack(length, e);
            throw failed(e);
        } catch (Error e) { // such as a stack overflow in the middle: nobody knows what is there
            broken = e;
            throw e;
        }
        try {
            length += record.length;
            witnessed = body.length == 0;
            if (!witnessed) {
                contents.apply(body);
            }
        } catch (Throwable e) { // what is in memory is not what is in the file
            broken = e;
            throw e;
        }
    }

    private void await(Batch batch) throws IOException {
        while (!batch.ended) {
            if (forcing) {
                settled.awaitUninterruptibly();
            } else {
                forceOpen();
            }
        }
        if (batch.failure != null) {
            throw failed(batch.failure);
        }
    }

    /** Brings to stable storage what has been written, for all who wait; others may write meanwhile, for the next time. */
    private void forceOpen() {
        Batch mine = open;
        open = new Batch();
        long upTo = length;
        try {
            Throwable failure = forceUnlocked();
            if (failure == null) {
                forced = upTo;
                mine.end(null);
                compactIfLarge();
            } else {
                takeBackUnforced(failure);
                mine.end(failure);
                endOpen(failure);
            }
        } finally {
            settled.signalAll(); // whatever has happened, others wait for the outcome
        }
    }

    /** Forces the file without the lock; what it threw, or null. */
    private @Nullable Throwable forceUnlocked() {
        LogFile target = file;
        try {
            forcing = true;
            lock.unlock();
            target.force();
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

    private void endOpen(@Nullable Throwable how) {
        open.end(how);
        open = new Batch();
    }

    /** A write has failed: cuts what there may be of it. */
    private void takeBack(long end, Throwable cause) {
        try {
            file.truncate(end);
        } catch (IOException | RuntimeException e) {
            cause.addSuppressed(e);
            broken = cause;
        }
    }

    private void takeBackUnforced(Throwable cause) {
        try {
            long sure = forced;
            load(sure);
            forced = sure;
            file.force(); // else a crash of the machine might bring back what was cut off, whole
        } catch (Throwable e) {
            cause.addSuppressed(e);
            broken = cause;
        }
    }

    private IOException failed(Throwable cause) {
        return new IOException(
                "cannot write " + path + ": " + cause.getMessage()
                        + (broken == null
                                ? "; it is as it was before"
                                : "; nor could that be taken back, so open it anew to see whether the last change is there"),
                cause);
    }

    private void check() throws IOException {
        if (closed) {
            throw new IOException(path + " was closed");
        }
        if (broken != null) {
            throw new IOException(path + " has failed before, and must be opened anew: " + broken.getMessage(), broken);
        }
    }

    private void compactIfLarge() {
        if (length <= compactAt || length <= SLACK * contents.size() || broken != null) {
            return;
        }
        try {
            compact();
            compactAt = SMALL;
        } catch (Throwable e) { // also if memory is out: what was written is there, and its writer has not failed
            compactAt = 2 * length; // not at each write from now on
            warn("cannot write " + path + " anew, so it goes on growing", e);
        }
    }

    private static void warn(String text, Throwable thrown) {
        try {
            LOG.log(Level.WARNING, text, thrown);
        } catch (Throwable _) {
            // the log is broken, or memory is out
        }
    }

    private void compact() throws IOException {
        LogFile anew = writeBeside(disk, path, name, contents);
        LogFile old = file;
        try {
            disk.replace(beside(path), path);
        } catch (IOException | RuntimeException e) {
            anew.close();
            throw e;
        } catch (Error e) {
            broken = e; // nobody knows which of the two has the name
            endOpen(e);
            throw e;
        }
        file = anew; // there is no way back: the old one has no name any more
        try {
            length = anew.length();
            forced = length;
            witnessed = false;
            disk.forceFolder(PathLock.folderOf(path));
            endOpen(null); // what others have written meanwhile is in the new one, on stable storage
        } catch (Throwable e) {
            broken = e; // after a crash the old one may have its name back, and nothing may rely on what comes later
            endOpen(e);
            throw e;
        } finally {
            settled.signalAll();
            old.close();
        }
    }

    /** Writes a file with all that the contents amount to, on stable storage, to take the place of the present one. */
    private static LogFile writeBeside(Disk disk, Path path, String name, LogContents contents) throws IOException {
        Path beside = beside(path);
        disk.delete(beside);
        LogFile file = disk.open(beside);
        boolean written = false;
        try {
            byte[] header = LogFormat.fileHeader(name);
            file.write(0, header);
            long end = header.length;
            for (byte[] body : contents.bodies()) {
                byte[] record = LogFormat.record(end, end, body);
                file.write(end, record);
                end += record.length;
            }
            file.force();
            written = true;
            return file;
        } finally {
            if (!written) {
                file.close();
            }
        }
    }

    /** Writes what is left to write, with a record that bears witness of it, and closes the file. Safe to call twice. */
    @Override
    public void close() throws IOException {
        lock.lock();
        try {
            while (forcing) {
                settled.awaitUninterruptibly();
            }
            if (closed) {
                return;
            }
            closed = true;
            try (var _ = pathLock;
                    LogFile _ = file) {
                if (broken == null) {
                    forceAtLast();
                }
            } finally {
                endOpen(forced == length ? null : new IOException(path + " was closed")); // for those who wait still
                settled.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    private void forceAtLast() throws IOException {
        try {
            force();
            endOpen(null);
            if (!witnessed) {
                append(new byte[0]);
                force();
            }
        } catch (Throwable e) {
            broken = e; // before anybody who waits is told
            throw e;
        }
    }
}
