package io.sparkactor.process.internal.pool;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The last lines that a child has printed. Thread-safe. */
final class LastWords {

    private static final int KEPT = 20;

    private static final int STREAMS = 2;

    private final ArrayDeque<byte[]> lines = new ArrayDeque<>(KEPT); // guarded by this
    private final CountDownLatch open = new CountDownLatch(STREAMS);

    /** Adds a line in UTF-8; it becomes a text only if it is asked for, as most lines are not. */
    synchronized void add(byte[] line) {
        if (lines.size() == KEPT) {
            lines.removeFirst();
        }
        lines.addLast(line);
    }

    /** One of the streams has ended. */
    void ended() {
        open.countDown();
    }

    /** Waits until both streams have ended, but not for long: whoever the child has started may hold them open. */
    void awaitEnd(long millis) throws InterruptedException {
        boolean unused = open.await(millis, TimeUnit.MILLISECONDS);
    }

    /** Oldest first. */
    synchronized List<String> lines() {
        return lines.stream()
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .toList();
    }

    /** Whether the JVM has said that it ends because its heap is full; that may stand behind a line that was not ended. */
    boolean tellOfFullHeap() {
        return lines().stream().anyMatch(line -> line.contains("Terminating due to java.lang.OutOfMemoryError"));
    }
}
