package io.sparkactor.benchmarks.runaway;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A named pipe in which nothing comes until it is closed; needs the command {@code mkfifo}. Thread-safe. */
final class SilentPipe implements AutoCloseable {

    private final Path path;
    private final RandomAccessFile writer;

    private SilentPipe(Path path, RandomAccessFile writer) {
        this.path = path;
        this.writer = writer;
    }

    static SilentPipe create() {
        try {
            Path path = Files.createTempDirectory("spark-benchmark").resolve("pipe");
            int exit = new ProcessBuilder("mkfifo", path.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            if (exit != 0) {
                throw new IllegalStateException("mkfifo ended with " + exit);
            }
            return new SilentPipe(path, new RandomAccessFile(path.toFile(), "rw")); // both ends, so that no open waits
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a named pipe", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while making a named pipe", e);
        }
    }

    /** The reading end. */
    FileInputStream open() throws IOException {
        return new FileInputStream(path.toFile());
    }

    /** Writes a byte, so that the reader comes back; the pipe itself ends with the reader. */
    @Override
    public void close() {
        try {
            writer.write(1);
            Files.delete(path);
            Files.delete(path.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot end a named pipe", e);
        }
    }
}
