package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.process.CpuRun;
import java.time.Duration;

/**
 * How many times as much do two actors in processes compute as one?
 *
 * <pre>{@code
 * ./spark bench ProcessCpu [--times N] [--out FILE.md]
 * }</pre>
 *
 * <p>20 jobs of about 50 ms each, that need the processor alone, are asked of one worker and then of two; the figure is the median of the
 * ratios of these times.
 */
final class ProcessCpu {

    private static final ChildJvm JVM = ChildJvm.with();

    private ProcessCpu() {}

    /** Runs the comparison and prints its figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--times=", "--out=");
        int times = arguments.number("--times", 5);
        Report report = new Report("Jobs of 50 ms in one process and in two, " + times + " times");
        report.figures(
                "Two workers and one",
                JVM.run(CpuRun.class, Duration.ofSeconds(60 + 10L * times), times).stream()
                        .map(Figure::parse)
                        .toList());
        report.write(arguments);
    }
}
