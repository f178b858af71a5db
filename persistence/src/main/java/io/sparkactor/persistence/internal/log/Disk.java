package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.nio.file.Path;

/** What a log needs of the file system; tests put one that fails in its place. Thread-safe. */
public interface Disk {

    /** The file system of the machine. */
    static Disk real() {
        return RealDisk.INSTANCE;
    }

    /** Whether there is surely no such file, nor a link of that name: false where that cannot be told. */
    boolean isMissing(Path path);

    /** Opens a file, making it, for its owner alone, if it is not there. */
    LogFile open(Path path) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path path) throws IOException;

    /**
     * Gives a file the name of another, if there is one, whose place and permissions it takes: whoever looks finds the one or the other,
     * whole.
     */
    void replace(Path from, Path to) throws IOException;

    /** Returns when the names in a folder are on stable storage. */
    void forceFolder(Path folder) throws IOException;
}
