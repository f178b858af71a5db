package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import java.util.function.Consumer;

/** A process whose end is watched. See {@link WatchPoint} for its threads. */
final class ExitPoint extends WatchPoint {

    private final ProcessWatcher.Waiting waiting;

    /** Begins to wait. It does so once: a process that has ended is no news twice. */
    ExitPoint(Watch.ProcessExit watch, ProcessWatcher watcher, Consumer<Signal> receiver) {
        super(watch, receiver);
        Process process = watch.process();
        waiting = watcher.start(() -> {
            process.waitFor(); // told by the JDK's own thread for this process, not by way of the common pool as
            // onExit is
            fire();
        });
    }

    @Override
    protected void listen() {
        // It was told already.
    }

    @Override
    protected void release() {
        waiting.end();
    }
}
