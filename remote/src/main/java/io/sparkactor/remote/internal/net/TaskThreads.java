package io.sparkactor.remote.internal.net;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Runs what takes too long for a loop on a few threads of the runtime, which start when there is something to do and end when there is
 * nothing. Thread-safe.
 *
 * <p>How much waits is bounded by who gives it: the handshakes of connections, of which there may be only so many.
 */
public final class TaskThreads implements Executor {

    private static final System.Logger LOGGER = System.getLogger(TaskThreads.class.getName());

    private final RuntimeHooks hooks;
    private final String name;
    private final int most;

    /** Guarded by this object, as is the count. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    private int running;

    /**
     * No thread yet.
     *
     * @param name of the threads
     * @param most how many there may be at once
     */
    public TaskThreads(RuntimeHooks hooks, String name, int most) {
        this.hooks = hooks;
        this.name = name;
        this.most = most;
    }

    /** Has a task run; behind those that were given before, but beside some of them. */
    @Override
    public void execute(Runnable task) {
        synchronized (this) {
            waiting.add(task);
            if (running == most) {
                return;
            }
            running++;
        }
        boolean started = false;
        try {
            hooks.startThread(ThreadRole.BLOCKING, name, this::runAll);
            started = true;
        } finally {
            if (!started) {
                takeBack(task);
            }
        }
    }

    private synchronized void takeBack(Runnable task) {
        waiting.remove(task);
        running--;
    }

    private void runAll() {
        for (Runnable task = next(); task != null; task = next()) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                LOGGER.log(Level.ERROR, "A task of " + name + " failed", e);
            }
        }
    }

    private synchronized @Nullable Runnable next() {
        Runnable task = waiting.poll();
        if (task == null) {
            running--;
        }
        return task;
    }
}
