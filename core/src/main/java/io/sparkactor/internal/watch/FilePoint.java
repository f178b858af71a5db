package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A file or folder that is watched. See {@link WatchPoint} for its threads. */
final class FilePoint extends WatchPoint {

    private final Path folder;
    private final @Nullable Path name;
    private final WatchKey key;
    private final FileWatcher watcher;

    /** Watches one file in a folder, or all of them if it has no name. */
    FilePoint(
            Watch watch,
            Path folder,
            @Nullable Path name,
            WatchKey key,
            FileWatcher watcher,
            Consumer<Signal> receiver) {
        super(watch, receiver);
        this.folder = folder;
        this.name = name;
        this.key = key;
        this.watcher = watcher;
    }

    Path folder() {
        return folder;
    }

    WatchKey key() {
        return key;
    }

    /** Whether an event of the folder is about what is watched; after an overflow nobody knows, so it may be. */
    boolean isMeant(WatchEvent<?> event) {
        return name == null || event.kind() == StandardWatchEventKinds.OVERFLOW || name.equals(event.context());
    }

    @Override
    protected void listen() {
        if (!key.isValid()) {
            fail(new NoSuchFileException(folder.toString(), null, "the watched folder has gone"));
        }
    }

    @Override
    protected void release() {
        watcher.remove(this);
    }
}
