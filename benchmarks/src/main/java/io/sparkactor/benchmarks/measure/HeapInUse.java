package io.sparkactor.benchmarks.measure;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.time.Duration;
import java.util.function.Supplier;

/** How much heap things take. Stateless; meant for a JVM with the serial collector, whose figure is exact after a collection. */
public final class HeapInUse {

    private static final int QUIET = 4;
    private static final long NOISE = 2048;
    private static final Duration PAUSE = Duration.ofMillis(60);

    private HeapInUse() {}

    /** The heap in use after full collections, once it does not shrink any more: threads that end keep things for a while. */
    public static long now() throws InterruptedException {
        long least = Long.MAX_VALUE;
        for (int quiet = 0; quiet < QUIET; quiet++) {
            System.gc();
            long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
            if (used < least - NOISE) {
                quiet = 0;
            }
            least = Math.min(least, used);
            Thread.sleep(PAUSE);
        }
        return least;
    }

    /** How many bytes the things that are made take, the array that holds them left out. */
    public static long of(int count, Supplier<Object> make) throws InterruptedException {
        Object[] all = new Object[count];
        long before = now();
        for (int i = 0; i < count; i++) {
            all[i] = make.get();
        }
        long after = now();
        Reference.reachabilityFence(all);
        return after - before;
    }
}
