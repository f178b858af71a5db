package io.sparkactor.benchmarks.relay;

import io.netty.util.internal.PlatformDependent;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.remote.RelayFigures;
import io.sparkactor.remote.WebSocketRelay;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What this JVM, in which there is a relay, holds each second: before much waits for targets, and from then on. Looks on a thread of its own;
 * thread-safe.
 */
public final class MemoryWatch {

    private static final long PERIOD_MILLIS = 1_000;

    /** Each how many looks the heap is collected and looked at: a collection takes some ten milliseconds, in which nothing is handed on. */
    private static final int HEAP_EACH = 5;

    private static final double MIB = 1 << 20;

    /** Where targets read, next to nothing waits for them. */
    private static final long MUCH = 1 << 20;

    private static final Path STATUS = Path.of("/proc/self/status");

    private final WebSocketRelay relay;
    private final List<Look> before = new ArrayList<>();
    private final List<Look> meanwhile = new ArrayList<>();
    private boolean stopped;

    /** Heap in use behind the last full collection, bytes of buffers outside of it, what the relay says that it keeps, and what the process takes. */
    private record Look(double seconds, long heap, long direct, long inFlight, long resident) {

        double held() {
            return (heap + direct) / MIB;
        }
    }

    /** Begins to look. */
    public MemoryWatch(WebSocketRelay relay) {
        this.relay = relay;
        Thread.ofPlatform().daemon().name("memory-watch").start(this::lookOn);
    }

    private void lookOn() {
        try {
            long heap = 0;
            for (int i = 0; ; i++) {
                Thread.sleep(PERIOD_MILLIS);
                RelayFigures figures = relay.figures();
                if (i % HEAP_EACH == 0) {
                    System.gc();
                    heap = ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed();
                }
                keep(new Look(System.nanoTime() / 1e9, heap, direct(), figures.bytesInFlight(), resident()), figures);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void keep(Look look, RelayFigures figures) {
        if (!stopped && figures.systems() > 0) { // they have come, and have not gone
            boolean begun = !meanwhile.isEmpty() || look.inFlight() > MUCH;
            (begun ? meanwhile : before).add(look);
        }
    }

    /** Those of the JDK, and those that Netty takes beside them. */
    private static long direct() {
        long known = ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
        return Math.max(known, PlatformDependent.usedDirectMemory());
    }

    /** 0 where the system does not say. */
    private static long resident() {
        if (!Files.exists(STATUS)) {
            return 0;
        }
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1_024 * Long.parseLong(line.replaceAll("[^0-9]", "")))
                    .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks no more. */
    public synchronized void stop() {
        stopped = true;
    }

    /** The most that the relay has said to keep, in bytes. */
    public synchronized long mostInFlight() {
        return meanwhile.stream().mapToLong(Look::inFlight).max().orElse(0);
    }

    /**
     * How the memory went.
     *
     * @param barMib by how much heap and buffers may grow
     * @param barMibPerSecond how fast they may grow in the second half
     */
    public synchronized List<Figure> figures(double barMib, double barMibPerSecond) {
        if (before.isEmpty() || meanwhile.size() < 2) {
            throw new IllegalStateException("too short: looked %d times before much had to wait, and %d times behind it"
                    .formatted(before.size(), meanwhile.size()));
        }
        Look start = before.getLast();
        double most = meanwhile.stream().mapToDouble(Look::held).max().orElseThrow();
        return List.of(
                Figure.of("heap and buffers, before", start.held(), "MiB"),
                Figure.of("heap and buffers, at the end", meanwhile.getLast().held(), "MiB"),
                Figure.of("heap and buffers, most", most, "MiB"),
                Figure.of("heap and buffers, grown by at most", most - start.held(), barMib, "MiB"),
                Figure.of("the same, slope over the second half", slope(Look::held), barMibPerSecond, "MiB/s"),
                Figure.of(
                        "of the most, heap",
                        meanwhile.stream().mapToLong(Look::heap).max().orElseThrow() / MIB,
                        "MiB"),
                Figure.of("resident, before", start.resident() / MIB, "MiB"),
                Figure.of(
                        "resident, most",
                        meanwhile.stream().mapToLong(Look::resident).max().orElseThrow() / MIB,
                        "MiB"),
                Figure.of("resident, slope over the second half", slope(look -> look.resident() / MIB), "MiB/s"));
    }

    /** By least squares. */
    private double slope(ToDoubleFunction<Look> of) {
        List<Look> half = meanwhile.subList(meanwhile.size() / 2, meanwhile.size());
        double meanTime = half.stream().mapToDouble(Look::seconds).average().orElseThrow();
        double mean = half.stream().mapToDouble(of).average().orElseThrow();
        double above = 0;
        double below = 0;
        for (Look look : half) {
            above += (look.seconds() - meanTime) * (of.applyAsDouble(look) - mean);
            below += (look.seconds() - meanTime) * (look.seconds() - meanTime);
        }
        return above / below;
    }
}
