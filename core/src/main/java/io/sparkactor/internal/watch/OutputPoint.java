package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A process whose output is watched. See {@link WatchPoint} for its threads.
 *
 * <p>It looks again and again, on a virtual thread while it is armed. A read that waits would keep a platform thread for each process,
 * which nothing could end but the process. (ADR 21)
 */
final class OutputPoint extends WatchPoint {

    private static final long FIRST_PAUSE = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(16);

    private final Process process;
    private final ProcessWatcher watcher;

    /** The thread, while armed. Written in the turn. */
    private volatile ProcessWatcher.@Nullable Waiting waiting;

    OutputPoint(Watch.ProcessOutput watch, ProcessWatcher watcher, Consumer<Signal> receiver) {
        super(watch, receiver);
        this.process = watch.process();
        this.watcher = watcher;
    }

    @Override
    protected void listen() {
        waiting = watcher.start(this::await);
    }

    private void await() throws InterruptedException {
        InputStream output = process.getInputStream();
        long pause = FIRST_PAUSE;
        try {
            // The end of the stream cannot be seen without a read; the end of the process can, and then no read waits.
            while (output.available() == 0 && !process.waitFor(pause, TimeUnit.NANOSECONDS)) {
                pause = Math.min(pause * 2, LONGEST_PAUSE);
            }
            fire();
        } catch (IOException e) {
            fail(e); // somebody has closed it
        }
    }

    @Override
    protected void release() {
        ProcessWatcher.Waiting last = waiting;
        if (last != null) {
            last.end();
        }
    }
}
