package io.sparkactor.agent.mcp.internal.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connections that are being closed, each by a thread: two processes of one server might be in each other's way, so the next one waits for
 * their end. Thread-safe.
 */
final class Closings {

    private final String server;
    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

    Closings(String server) {
        this.server = server;
    }

    /** Closes one on a thread of its own: who brings the news of its end is a thread of the connection, which would wait for itself. */
    void close(Connection lost) {
        Thread closer =
                Thread.ofVirtual().name("spark-mcp-close-" + server).unstarted(() -> finish(lost, "it was lost"));
        threads.add(closer);
        closer.start();
    }

    /** The calling thread is going to {@link #finish} one. */
    void begin() {
        threads.add(Thread.currentThread());
    }

    /** Closes one on the calling thread. */
    void finish(Connection connection, String reason) {
        try {
            connection.close(reason);
        } finally {
            threads.remove(Thread.currentThread());
        }
    }

    /** Waits until all have ended that had begun. */
    void await() throws InterruptedException {
        for (Thread closer : threads) {
            closer.join();
        }
    }
}
