package io.sparkactor.internal.watch;

import io.sparkactor.Signal;
import io.sparkactor.Watch;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Waits for changes of files, all of a syndicate on one thread, which {@link #run} is for. Thread-safe: guarded by its monitor.
 */
final class FileWatcher implements Runnable {

    private static final Logger LOG = System.getLogger("io.sparkactor.Watch");

    private final WatchService service;

    /** Who watches what in which folder. */
    private final Map<WatchKey, List<FilePoint>> points = new HashMap<>();

    FileWatcher() throws IOException {
        service = FileSystems.getDefault().newWatchService();
    }

    /**
     * Begins to watch.
     *
     * @throws IOException if the folder cannot be watched
     */
    WatchPoint open(Watch.FileChange watch, Consumer<Signal> receiver) throws IOException {
        Path path = watch.path().toAbsolutePath();
        Path parent = path.getParent();
        boolean isFolder = Files.isDirectory(path) || parent == null;
        Path folder = isFolder || parent == null ? path : parent;
        synchronized (this) { // as the service gives every watcher of a folder the same key
            WatchKey key = folder.register(
                    service,
                    StandardWatchEventKinds.ENTRY_CREATE,
                    StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
            FilePoint point = new FilePoint(watch, folder, isFolder ? null : path.getFileName(), key, this, receiver);
            points.computeIfAbsent(key, unused -> new ArrayList<>(1)).add(point);
            return point;
        }
    }

    synchronized void remove(FilePoint point) {
        List<FilePoint> others = points.get(point.key());
        if (others != null && others.remove(point) && others.isEmpty()) {
            points.remove(point.key());
            point.key().cancel();
        }
    }

    @Override
    public void run() {
        try {
            while (true) {
                take(service.take());
            }
        } catch (ClosedWatchServiceException e) {
            return; // the syndicate has closed
        } catch (InterruptedException | RuntimeException e) {
            LOG.log(Level.ERROR, "files cannot be watched any more; their actors get WatchFailed", e);
            close();
            failAll(new IOException("the thread that watches files has ended", e));
        }
    }

    private void take(WatchKey key) {
        List<WatchEvent<?>> events = key.pollEvents();
        boolean valid = key.reset();
        for (FilePoint point : pointsOf(key)) {
            if (events.stream().anyMatch(point::isMeant)) {
                point.fire();
            }
            if (!valid) {
                point.fail(new NoSuchFileException(point.folder().toString(), null, "the watched folder has gone"));
            }
        }
    }

    private synchronized List<FilePoint> pointsOf(WatchKey key) {
        return List.copyOf(points.getOrDefault(key, List.of()));
    }

    private void failAll(IOException cause) {
        List<FilePoint> all;
        synchronized (this) {
            all = points.values().stream().flatMap(List::stream).toList();
        }
        all.forEach(point -> point.fail(cause));
    }

    /** Lets the thread end. */
    void close() {
        try {
            service.close();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "the watch service of a closed syndicate could not be closed", e);
        }
    }
}
