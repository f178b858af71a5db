package io.sparkactor.persistence.timer;

import io.sparkactor.persistence.internal.log.Disk;
import io.sparkactor.persistence.internal.log.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The disk of the machine, which fails where a test says so, and counts. Thread-safe. */
final class FlakyDisk implements Disk {

    /** What can fail. */
    enum Step {
        WRITE,
        TRUNCATE,
        FORCE,
        REPLACE,
        FORCE_FOLDER
    }

    /** Called before each force. */
    @FunctionalInterface
    interface Before {
        void force() throws IOException;
    }

    final AtomicInteger forces = new AtomicInteger();
    final Set<Path> forcedFolders = ConcurrentHashMap.newKeySet();
    final AtomicInteger replaced = new AtomicInteger();
    volatile Before beforeForce = () -> {};
    private final Set<Step> failing = Collections.synchronizedSet(EnumSet.noneOf(Step.class));
    private final Set<Step> failingOnce = Collections.synchronizedSet(EnumSet.noneOf(Step.class));
    private final Map<Step, Error> errors = new ConcurrentHashMap<>();
    private final Disk real = Disk.real();

    void fail(Step... steps) {
        failing.addAll(Arrays.asList(steps));
    }

    void failOnce(Step step) {
        failingOnce.add(step);
    }

    /** The next such step is cut short by an error of the JVM. */
    void failOnceBy(Step step, Error error) {
        errors.put(step, error);
    }

    void heal() {
        failing.clear();
    }

    private void check(Step step) throws IOException {
        Error error = errors.remove(step);
        if (error != null) {
            throw error;
        }
        if (failing.contains(step) || failingOnce.remove(step)) {
            throw new IOException("no space left for " + step);
        }
    }

    @Override
    public boolean isMissing(Path path) {
        return real.isMissing(path);
    }

    @Override
    public LogFile open(Path path) throws IOException {
        return new FlakyFile(real.open(path));
    }

    @Override
    public void delete(Path path) throws IOException {
        real.delete(path);
    }

    @Override
    public void replace(Path from, Path to) throws IOException {
        check(Step.REPLACE);
        replaced.incrementAndGet();
        real.replace(from, to);
    }

    @Override
    public void forceFolder(Path folder) throws IOException {
        check(Step.FORCE_FOLDER);
        real.forceFolder(folder);
        forcedFolders.add(folder);
    }

    private final class FlakyFile implements LogFile {

        private final LogFile file;

        FlakyFile(LogFile file) {
            this.file = file;
        }

        @Override
        public long length() throws IOException {
            return file.length();
        }

        @Override
        public byte[] read(long count) throws IOException {
            return file.read(count);
        }

        /** One that fails has written half of it. */
        @Override
        public void write(long position, byte[] bytes) throws IOException {
            if (failing.contains(Step.WRITE)) {
                file.write(position, Arrays.copyOf(bytes, bytes.length / 2));
            }
            check(Step.WRITE);
            file.write(position, bytes);
        }

        @Override
        public void truncate(long length) throws IOException {
            check(Step.TRUNCATE);
            file.truncate(length);
        }

        @Override
        public void force() throws IOException {
            beforeForce.force();
            check(Step.FORCE);
            forces.incrementAndGet();
            file.force();
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
