package io.sparkactor.persistence.timer;

import io.sparkactor.persistence.internal.log.Disk;
import io.sparkactor.persistence.internal.log.LogFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A disk in memory that knows what would be left of a file if the power were cut now: of each file what was forced, and under a name either
 * of the files that had it since the names were forced last. Thread-safe.
 */
final class CrashingDisk implements Disk {

    /** What the threads of a store do to the file beside, and to its name. */
    enum Step {
        FORCE_BESIDE,
        TAKE_NAME,
        FORCE_NAME,
        CLOSE_OLD
    }

    /** Called before a step, without a lock. */
    @FunctionalInterface
    interface Before {
        void step(Step step);
    }

    volatile Before before = _ -> {};

    /** Whether the next write to the file beside fails in the middle. */
    final AtomicBoolean failBeside = new AtomicBoolean();

    private final Map<Path, MemoryFile> names = new HashMap<>(); // guarded by this, as all below
    private final Map<Path, List<MemoryFile>> perhaps = new HashMap<>();

    /** What a program finds that is killed now, while the machine goes on. */
    synchronized byte[] afterKill(Path path) {
        MemoryFile file = Objects.requireNonNull(names.get(path));
        return Arrays.copyOf(file.bytes, file.length);
    }

    /** Each that may be there when the power was cut now. */
    synchronized List<byte[]> afterPowerCut(Path path) {
        return perhaps.getOrDefault(path, List.of()).stream()
                .map(file -> file.stable.clone())
                .toList();
    }

    @Override
    public synchronized boolean isMissing(Path path) {
        return !names.containsKey(path);
    }

    @Override
    public synchronized LogFile open(Path path) {
        return names.computeIfAbsent(path, MemoryFile::new);
    }

    @Override
    public synchronized void delete(Path path) {
        names.remove(path);
    }

    @Override
    public void replace(Path from, Path to) {
        before.step(Step.TAKE_NAME);
        synchronized (this) {
            MemoryFile file = Objects.requireNonNull(names.remove(from));
            file.beside = false;
            names.put(to, file);
            perhaps.computeIfAbsent(to, _ -> new ArrayList<>()).add(file);
        }
    }

    @Override
    public void forceFolder(Path folder) {
        before.step(Step.FORCE_NAME);
        synchronized (this) {
            perhaps.replaceAll((path, _) -> new ArrayList<>(List.of(Objects.requireNonNull(names.get(path)))));
        }
    }

    private final class MemoryFile implements LogFile {

        private byte[] bytes = new byte[64];
        private byte[] stable = new byte[0];
        private int length;
        private boolean beside;

        MemoryFile(Path path) {
            beside = path.toString().endsWith(".new");
        }

        @Override
        public long length() {
            synchronized (CrashingDisk.this) {
                return length;
            }
        }

        @Override
        public byte[] read(long count) {
            synchronized (CrashingDisk.this) {
                return Arrays.copyOf(bytes, (int) count);
            }
        }

        @Override
        public void write(long position, byte[] more) throws IOException {
            synchronized (CrashingDisk.this) {
                if (beside && failBeside.getAndSet(false)) {
                    write(position, Arrays.copyOf(more, more.length / 2));
                    throw new IOException("no space left");
                }
                int end = (int) position + more.length;
                if (position > length) {
                    throw new IOException("a hole at " + length);
                }
                bytes = end > bytes.length ? Arrays.copyOf(bytes, 2 * end) : bytes;
                System.arraycopy(more, 0, bytes, (int) position, more.length);
                length = Math.max(length, end);
            }
        }

        @Override
        public void truncate(long newLength) {
            synchronized (CrashingDisk.this) {
                length = (int) newLength;
            }
        }

        @Override
        public void force() {
            boolean isBeside;
            byte[] written;
            synchronized (CrashingDisk.this) {
                isBeside = beside;
                written = Arrays.copyOf(bytes, length);
            }
            if (isBeside) {
                before.step(Step.FORCE_BESIDE);
            }
            synchronized (CrashingDisk.this) {
                stable = written;
            }
        }

        @Override
        public void close() {
            boolean isOld;
            synchronized (CrashingDisk.this) {
                isOld = !names.containsValue(this);
            }
            if (isOld) {
                before.step(Step.CLOSE_OLD);
            }
        }
    }
}
