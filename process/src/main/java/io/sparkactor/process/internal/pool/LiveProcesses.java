package io.sparkactor.process.internal.pool;

import io.sparkactor.SyndicateClosedException;
import io.sparkactor.process.internal.launch.StartCache;
import io.sparkactor.spi.RuntimeHooks;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** All processes that a pool has started and that are alive, so that none is when it has closed. Thread-safe. */
final class LiveProcesses {

    private static final long CLOSING = TimeUnit.SECONDS.toNanos(1);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(2);

    private final RuntimeHooks hooks;
    private final String name;
    private final List<Process> processes = new ArrayList<>(); // guarded by this, as all below
    private final Set<Process> trees = new HashSet<>();
    private int starting;
    private boolean closed;

    LiveProcesses(RuntimeHooks hooks, String name) {
        this.hooks = hooks;
        this.name = name;
    }

    /**
     * Starts a process that is killed together with what it has started.
     *
     * @throws SyndicateClosedException if the pool has closed
     */
    Process startTree(Callable<Process> call) throws IOException {
        return start(() -> {
            Process started = call.call();
            synchronized (this) {
                trees.add(started);
            }
            return started;
        });
    }

    /**
     * Starts a process.
     *
     * @throws SyndicateClosedException if the pool has closed
     */
    Process start(Callable<Process> call) throws IOException {
        synchronized (this) {
            if (closed) {
                throw new SyndicateClosedException(
                        "the syndicate " + name + " has closed, so it starts no more processes");
            }
            processes.removeIf(process -> !process.isAlive());
            trees.removeIf(process -> !process.isAlive());
            starting++;
        }
        Process started = null;
        try {
            started = call.call();
            return started;
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("a process could not be started", e);
        } finally {
            synchronized (this) {
                starting--;
                if (started != null) {
                    processes.add(started);
                }
            }
        }
    }

    /** Kills all and waits until they are gone, for a bounded time. */
    void close() {
        long deadline = hooks.nanoTime() + CLOSING;
        synchronized (this) {
            closed = true;
        }
        while (!isOver() && hooks.nanoTime() - deadline < 0) {
            hooks.park(LOOK);
        }
    }

    private synchronized boolean isOver() {
        processes.removeIf(process -> !process.isAlive());
        trees.removeIf(process -> !process.isAlive());
        trees.forEach(StartCache::end);
        processes.forEach(Process::destroyForcibly);
        return processes.isEmpty() && starting == 0;
    }
}
