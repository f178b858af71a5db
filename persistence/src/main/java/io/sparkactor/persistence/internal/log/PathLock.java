package io.sparkactor.persistence.internal.log;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps others away from a file, of this JVM and of other processes: by a lock on a file beside it, since the file itself is replaced now
 * and then. The operating system lets go of it when the process ends, however that ends. Thread-safe.
 */
final class PathLock implements Closeable {

    /** Of this JVM. Without it, a second try would close a channel to the locked file, and some systems let go of the lock by that. */
    private static final Set<Path> TAKEN = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private PathLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /**
     * Takes the lock, or fails at once.
     *
     * @param real in a folder that is there, without symbolic links
     * @throws IOException if somebody has it
     */
    static PathLock take(Path real) throws IOException {
        if (!TAKEN.add(real)) {
            throw openHere(real);
        }
        PathLock lock = null;
        try {
            Path beside = real.resolveSibling(real.getFileName() + ".lock");
            FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() == null) {
                    throw new IOException(real + " is open in another process, which has the lock on " + beside);
                }
                lock = new PathLock(real, channel);
                return lock;
            } catch (OverlappingFileLockException _) { // by this class, loaded once more
                throw openHere(real);
            } finally {
                if (lock == null) {
                    channel.close();
                }
            }
        } finally {
            if (lock == null) {
                TAKEN.remove(real);
            }
        }
    }

    private static IOException openHere(Path path) {
        return new IOException(path + " is open in this program already");
    }

    /** The folder that a file is in. */
    static Path folderOf(Path file) {
        return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file is in a folder");
    }

    @Override
    public void close() throws IOException {
        if (channel.isOpen()) {
            channel.close();
            TAKEN.remove(path);
        }
    }
}
