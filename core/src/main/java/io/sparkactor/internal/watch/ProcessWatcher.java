package io.sparkactor.internal.watch;

import io.sparkactor.spi.RuntimeHooks;
import io.sparkactor.spi.ThreadRole;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The threads that wait for processes, one for each. Thread-safe. */
final class ProcessWatcher {

    private final RuntimeHooks hooks;
    private final String name;
    private final Set<Waiting> all = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    ProcessWatcher(RuntimeHooks hooks, String name) {
        this.hooks = hooks;
        this.name = name;
    }

    /** What a thread does until it has its answer or is interrupted. */
    @FunctionalInterface
    interface Wait {

        /** Waits. */
        void await() throws InterruptedException;
    }

    /** Starts a thread. */
    Waiting start(Wait wait) {
        Waiting waiting = new Waiting(wait);
        all.add(waiting);
        try {
            hooks.startThread(ThreadRole.PROCESS_WATCHER, "spark-process-" + name, waiting);
        } catch (RuntimeException | Error e) {
            all.remove(waiting);
            throw e;
        }
        if (closed) {
            waiting.end();
        }
        return waiting;
    }

    /** Ends all threads. */
    void close() {
        closed = true;
        all.forEach(Waiting::end);
    }

    /** One of the threads. Thread-safe. */
    final class Waiting implements Runnable {

        private final Wait wait;

        /** Null until it runs. Guarded by this object. */
        private @Nullable Thread thread;

        /** Whether it is to wait no more. Guarded by this object. */
        private boolean ended;

        private Waiting(Wait wait) {
            this.wait = wait;
        }

        @Override
        public void run() {
            try {
                if (begin()) {
                    wait.await();
                }
            } catch (InterruptedException e) {
                return; // nobody wants to know any more
            } finally {
                all.remove(this);
            }
        }

        private synchronized boolean begin() {
            thread = Thread.currentThread();
            return !ended;
        }

        /** Ends it. */
        synchronized void end() {
            ended = true;
            if (thread != null) {
                thread.interrupt();
            }
        }
    }
}
