package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.nio.file.Path;

/** What a log needs of the file system; tests put one that fails in its place. Thread-safe. */
public interface Disk {

    /** The file system of the machine. */
    static Disk real() {
        return RealDisk.INSTANCE;
    }

    /** Whether there is such a file. */
    boolean exists(Path path);

    /** Opens a file, making it if it is not there. */
    LogFile open(Path path) throws IOException;

    /** Deletes a file, if it is there. */
    void delete(Path path) throws IOException;

    /** Gives a file the name of another, whose place it takes: whoever looks finds the one or the other, whole. */
    void replace(Path from, Path to) throws IOException;

    /** Returns when the names in a folder are on stable storage. */
    void forceFolder(Path folder) throws IOException;
}
