package io.sparkactor.benchmarks.relay;

import io.sparkactor.benchmarks.measure.Latencies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.List;

/** Reads all clients on one thread: a thread for each would take more of the processors than the relay that is measured. */
final class LoadReader {

    private LoadReader() {}

    /** Starts the thread, which runs until the JVM ends; a client that is closed is told of, and read no more. */
    static void start(List<LoadClient> clients, Latencies latencies) throws IOException {
        Selector selector = Selector.open();
        for (LoadClient client : clients) {
            client.channel().register(selector, SelectionKey.OP_READ, client);
        }
        Thread.ofPlatform().daemon().name("reader").start(() -> readAll(selector, latencies));
    }

    private static void readAll(Selector selector, Latencies latencies) {
        while (true) {
            try {
                selector.select(key -> read(key, latencies));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void read(SelectionKey key, Latencies latencies) {
        try {
            ((LoadClient) key.attachment()).read(latencies);
        } catch (IOException e) {
            key.cancel();
            System.out.println(e.getMessage());
        }
    }
}
