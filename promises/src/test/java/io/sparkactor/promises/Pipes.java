package io.sparkactor.promises;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparkactor.Watch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.ArrayList;
import java.util.List;

/** Pipes for tests, which are all closed together. Confined to the test; the pipes may be used by any thread. */
final class Pipes implements AutoCloseable {

    private final List<Pipe> all = new ArrayList<>();

    /** A pipe of which both ends are in non-blocking mode. */
    Pipe open() throws IOException {
        Pipe pipe = Pipe.open();
        all.add(pipe);
        pipe.source().configureBlocking(false);
        pipe.sink().configureBlocking(false);
        return pipe;
    }

    static Watch readable(Pipe pipe) {
        return Watch.readable(pipe.source());
    }

    static Watch writable(Pipe pipe) {
        return Watch.writable(pipe.sink());
    }

    static void write(Pipe pipe, String text) throws IOException {
        int unused = pipe.sink().write(ByteBuffer.wrap(text.getBytes(UTF_8)));
    }

    /** Reads what is there; null at the end. */
    static String read(Pipe.SourceChannel source) {
        ByteBuffer buffer = ByteBuffer.allocate(1024);
        try {
            int count = source.read(buffer);
            return count < 0 ? null : new String(buffer.array(), 0, count, UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fills a pipe until it takes no more. */
    static void fill(Pipe pipe) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (pipe.sink().write(buffer.clear()) > 0) {
            // goes on
            continue;
        }
    }

    /** Empties a pipe. */
    static void drain(Pipe pipe) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(4096);
        while (pipe.source().read(buffer.clear()) > 0) {
            // goes on
            continue;
        }
    }

    @Override
    public void close() throws IOException {
        for (Pipe pipe : all) {
            pipe.sink().close();
            pipe.source().close();
        }
    }
}
