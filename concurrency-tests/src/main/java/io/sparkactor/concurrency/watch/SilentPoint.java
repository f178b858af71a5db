package io.sparkactor.concurrency.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import io.sparkactor.internal.watch.WatchPoint;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Fires only when the test says so. See {@link WatchPoint} for its threads. */
final class SilentPoint extends WatchPoint {

    private static final Watch WATCH = Watch.file(Path.of("file"));

    SilentPoint(Consumer<Signal> receiver) {
        super(WATCH, receiver);
    }

    @Override
    protected void listen() {
        // A file is told of once; there is no level to look at.
    }

    @Override
    protected void release() {
        // There is nothing to let go of.
    }
}
