package io.sparkactor.persistence.internal.log;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The file system of the machine. Thread-safe: no state. */
final class RealDisk implements Disk {

    static final RealDisk INSTANCE = new RealDisk();

    private RealDisk() {}

    @Override
    public boolean isMissing(Path path) {
        return Files.notExists(path, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public LogFile open(Path path) throws IOException {
        if (isMissing(path) && hasPermissions(path)) {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return new RealFile(new RandomAccessFile(path.toFile(), "rw"));
    }

    @Override
    public void delete(Path path) throws IOException {
        boolean unused = Files.deleteIfExists(path);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        if (!isMissing(to) && hasPermissions(to)) {
            Files.setPosixFilePermissions(from, Files.getPosixFilePermissions(to));
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    }

    private static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        boolean interrupted = Thread.interrupted(); // a channel closes at an interrupt, which is nothing to the log
        try {
            while (!forcedUninterrupted(folder)) {
                interrupted = true;
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static boolean forcedUninterrupted(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return true;
        } catch (ClosedByInterruptException e) {
            return !Thread.interrupted();
        }
    }

    /** Not a channel: that closes for everybody when a thread is interrupted in it. */
    private record RealFile(RandomAccessFile file) implements LogFile {

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public byte[] read(long count) throws IOException {
            byte[] bytes = new byte[Math.toIntExact(count)];
            file.seek(0);
            file.readFully(bytes);
            return bytes;
        }

        @Override
        public void write(long position, byte[] bytes) throws IOException {
            file.seek(position);
            file.write(bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            file.setLength(length);
        }

        @Override
        public void force() throws IOException {
            file.getFD().sync();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
