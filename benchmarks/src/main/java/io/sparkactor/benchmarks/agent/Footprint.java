package io.sparkactor.benchmarks.agent;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import com.sun.management.UnixOperatingSystemMXBean;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.HeapInUse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What this JVM holds. Immutable.
 *
 * @param heap the bytes of heap in use after full collections
 * @param descriptors the open files and sockets
 * @param virtualThreads those that have not ended
 * @param platformThreads the same, of threads of the operating system
 */
record Footprint(long heap, long descriptors, long virtualThreads, long platformThreads) {

    /** What a heap may differ by chance: code that was loaded or compiled meanwhile, buffers of a thread. */
    private static final double HEAP_NOISE_KIB = 1_024;

    /** The compiler and the carriers of virtual threads start and end threads of their own. */
    private static final int THREAD_NOISE = 4;

    /** What it holds now. */
    static Footprint now() throws IOException, InterruptedException {
        long heap = HeapInUse.now();
        var system = ManagementFactory.getPlatformMXBean(UnixOperatingSystemMXBean.class);
        int platformThreads = ManagementFactory.getThreadMXBean().getThreadCount();
        return new Footprint(heap, system.getOpenFileDescriptorCount(), countVirtualThreads(), platformThreads);
    }

    private static long countVirtualThreads() throws IOException {
        Path folder = Files.createTempDirectory("soak");
        Path dump = folder.resolve("threads");
        try {
            ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                    .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
            try (Stream<String> lines = Files.lines(dump)) {
                return lines.filter(line -> line.startsWith("#") && line.contains("\" virtual"))
                        .count();
            }
        } finally {
            Files.deleteIfExists(dump);
            Files.delete(folder);
        }
    }

    /** How it has grown. */
    List<Figure> since(Footprint before) {
        return List.of(
                Figure.of("heap before", before.heap / 1024.0, "KiB"),
                Figure.of("heap, more than before", (heap - before.heap) / 1024.0, HEAP_NOISE_KIB, "KiB"),
                Figure.of("open files and sockets before", before.descriptors, ""),
                Figure.of("open files and sockets, more than before", descriptors - before.descriptors, 0, ""),
                Figure.of("virtual threads before", before.virtualThreads, ""),
                Figure.of("virtual threads, more than before", virtualThreads - before.virtualThreads, 0, ""),
                Figure.of("platform threads before", before.platformThreads, ""),
                Figure.of(
                        "platform threads, more than before",
                        platformThreads - before.platformThreads,
                        THREAD_NOISE,
                        ""));
    }
}
