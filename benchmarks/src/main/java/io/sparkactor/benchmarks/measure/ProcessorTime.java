package io.sparkactor.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/** How busy this JVM is. Stateless. */
public final class ProcessorTime {

    private static final long REST_MILLIS = 1000;

    private ProcessorTime() {}

    /** The processor time that the whole JVM has taken so far, in nanoseconds. */
    public static long nanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    /** The processor time that the whole JVM takes in so long, as percents of one core; a moment before is left for it to come to rest. */
    public static double percentWhileIdle(Duration time) throws InterruptedException {
        Thread.sleep(Math.min(REST_MILLIS, time.toMillis())); // compilers and workers come to rest
        long cpu = nanos();
        long start = System.nanoTime();
        Thread.sleep(time);
        return 100.0 * (nanos() - cpu) / (System.nanoTime() - start);
    }
}
