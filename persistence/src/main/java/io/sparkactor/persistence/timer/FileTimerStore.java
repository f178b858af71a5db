package io.sparkactor.persistence.timer;

import io.sparkactor.TimerStoreException;
import io.sparkactor.persistence.internal.log.Disk;
import io.sparkactor.persistence.internal.log.LogSizes;
import io.sparkactor.persistence.internal.log.RecordLog;
import io.sparkactor.spi.TimerRow;
import io.sparkactor.spi.TimerStore;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Durable timers in a file: {@code Syndicate.open("shop", c -> c.durableTimers(FileTimerStore.open(path), codec))}. Thread-safe; an
 * interrupt does not harm it.
 *
 * <p>Each change is appended, and forced to the disk where {@link TimerStore} wants it: threads that write at once share one force. The
 * file is written anew, beside and then in its place, when it is over 64 KiB and four times as large as what it holds, by a thread of its
 * own: {@link #done} waits for no force of that. It and all its rows are in memory while it is read, so it may not be longer than
 * 2 GiB. One program can have it open at a time, by a lock on a file
 * {@code .lock} beside it, which stays.
 *
 * <p>The file can be read by its owner alone, unless somebody changes that, which stays. After a crash, what was written last and is not
 * whole is cut off, with a warning in the log; damage in front of what a later write, or the close, bears witness of is refused. When a
 * write fails, what there is of it is taken back; if that fails as well, the store refuses everything until it is opened anew.
 */
public final class FileTimerStore implements TimerStore {

    private static final String NAME = "SPARKTMR";

    private final RecordLog log;
    private final TimerRecords timers;

    private FileTimerStore(RecordLog log, TimerRecords timers) {
        this.log = log;
        this.timers = timers;
    }

    /**
     * Opens a file of timers; makes it, and the folders that lead to it, if it is not there.
     *
     * @param path a symbolic link stands for the file that it leads to, which must be there then
     * @throws TimerStoreException on Windows, where an open file cannot be replaced; or if the file cannot be read or written, is open
     *     already in this program or another one, is no file of timers, or is damaged: the text then names the offset
     */
    public static FileTimerStore open(Path path) {
        Path absolute = Objects.requireNonNull(path, "path").toAbsolutePath();
        if (File.separatorChar == '\\') {
            throw new TimerStoreException(
                    "cannot open the durable timers of " + path + ": a file of timers is not supported on Windows yet",
                    null);
        }
        return open(Disk.real(), absolute, LogSizes.DEFAULT);
    }

    static FileTimerStore open(Disk disk, Path path, LogSizes sizes) {
        try {
            makeFolders(disk, Objects.requireNonNull(path.getParent(), "the path of a file has a parent"));
            TimerRecords timers = new TimerRecords();
            return new FileTimerStore(RecordLog.open(disk, path, NAME, timers, sizes), timers);
        } catch (IOException e) {
            throw new TimerStoreException("cannot open the durable timers of " + path + ": " + e.getMessage(), e);
        }
    }

    /** Makes a folder and those above it, each with its name on stable storage: else a power cut could take all that is below. */
    private static void makeFolders(Disk disk, Path folder) throws IOException {
        Deque<Path> holders = new ArrayDeque<>();
        Path at = folder;
        for (Path above = at.getParent(); above != null && Files.notExists(at); above = at.getParent()) {
            holders.addFirst(above);
            at = above;
        }
        Files.createDirectories(folder);
        for (Path holder : holders) {
            disk.forceFolder(holder);
        }
    }

    @Override
    public List<TimerRow> rows(String owner) {
        Objects.requireNonNull(owner, "owner");
        try {
            return log.read(() -> timers.rows(owner));
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void put(TimerRow row) {
        Objects.requireNonNull(row, "row");
        try {
            boolean unused = log.write(() -> TimerRecords.row(row), true);
        } catch (IOException e) {
            throw failed("scheduled", e);
        }
    }

    @Override
    public boolean remove(TimerRow row) {
        Objects.requireNonNull(row, "row");
        try {
            return log.write(() -> timers.instead(row, null), true);
        } catch (IOException e) {
            throw failed("removed", e);
        }
    }

    @Override
    public boolean done(TimerRow row, @Nullable TimerRow next) {
        Objects.requireNonNull(row, "row");
        try {
            return log.write(() -> timers.instead(row, next), false);
        } catch (IOException e) {
            throw failed("settled", e);
        }
    }

    @Override
    public void close() {
        try {
            log.close();
        } catch (IOException e) {
            throw failed("closed", e);
        }
    }

    private static TimerStoreException failed(String what, IOException cause) {
        return new TimerStoreException("durable timers were not " + what + ": " + cause.getMessage(), cause);
    }
}
