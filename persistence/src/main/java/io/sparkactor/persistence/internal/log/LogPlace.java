package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Where a log is, and how a file comes to be there: written beside, and then renamed. Thread-safe.
 *
 * @param path of the log, without symbolic links
 * @param name what is in it
 */
record LogPlace(Disk disk, Path path, String name, LogSizes sizes) {

    /** The place that a path leads to; a symbolic link stands for where it leads. */
    static LogPlace of(Disk disk, Path given, String name, LogSizes sizes) throws IOException {
        Path path = disk.isMissing(given)
                ? PathLock.folderOf(given).toRealPath().resolve(given.getFileName())
                : given.toRealPath(); // fails for a link to nowhere, as what it stands for may come back
        return new LogPlace(disk, path, name, sizes);
    }

    private Path beside() {
        return path.resolveSibling(path.getFileName() + ".new");
    }

    /** Makes an empty log, on stable storage with its name, if there is none. */
    void makeIfMissing() throws IOException {
        if (disk.isMissing(path)) {
            createBeside().close();
            takeName();
            forceName();
        }
    }

    /** Opens the file that is there. */
    RecordFile open() throws IOException {
        return new RecordFile(path, disk.open(path), sizes.longest());
    }

    /** A new file beside, without records, on stable storage. */
    RecordFile createBeside() throws IOException {
        disk.delete(beside());
        LogFile file = disk.open(beside());
        boolean made = false;
        try {
            file.write(0, LogFormat.fileHeader(name));
            file.force();
            made = true;
            return new RecordFile(path, file, sizes.longest());
        } finally {
            if (!made) {
                file.close();
            }
        }
    }

    /** Deletes the file beside. */
    void deleteBeside() throws IOException {
        disk.delete(beside());
    }

    /** Gives the file beside, all of which is on stable storage, the name of the log. */
    void takeName() throws IOException {
        disk.replace(beside(), path);
    }

    /** Returns when it is on stable storage which file has the name. */
    void forceName() throws IOException {
        disk.forceFolder(PathLock.folderOf(path));
    }
}
