package io.sparkactor.benchmarks.measure;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Where a benchmark runs, in words. Stateless. */
public final class Machine {

    private Machine() {}

    /** The system, the processors, the memory, the JDK, and how busy it is now. */
    public static String text() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return String.format(
                Locale.ROOT,
                "%s %s %s, %d processors%s, %d GiB, JDK %s (%s), load average %.1f at the start",
                System.getProperty("os.name"),
                System.getProperty("os.version"),
                System.getProperty("os.arch"),
                processors(),
                model(),
                Math.round(system.getTotalMemorySize() / (double) (1L << 30)),
                Runtime.version(),
                System.getProperty("java.vendor"),
                system.getSystemLoadAverage());
    }

    /** The processors and the JDK. */
    public static String shortText() {
        return "%d processors%s, JDK %s".formatted(processors(), model(), System.getProperty("java.version"));
    }

    private static int processors() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The model of the processors in brackets, where the system tells it. */
    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(line -> line.startsWith("model name"))
                    .findFirst()
                    .map(line -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                    .orElse("");
        } catch (IOException e) {
            return ""; // no Linux: the rest has to do
        }
    }
}
