package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.hog.HogChild;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import java.time.Duration;

/**
 * How long does an ask take while four actors always have a message and there are two cores?
 *
 * <pre>{@code
 * ./spark bench Hogs [--hogs N] [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>Prints the median, the 99th percentile and the longest time of an ask, for a platform thread and for a virtual thread that each
 * ask every few milliseconds, for so many seconds each. A scheduler that lets busy actors keep their carriers never answers the
 * virtual thread at all.
 */
final class Hogs {

    private static final ChildJvm JVM = ChildJvm.with("-XX:ActiveProcessorCount=2", "-Xmx1g");

    private Hogs() {}

    /** Runs the child JVM and prints the table. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--hogs=", "--seconds=", "--out=");
        int hogs = arguments.number("--hogs", 4);
        int seconds = arguments.number("--seconds", 10);
        Report report = new Report(hogs + " actors that always have a message, on 2 processors");
        report.figures(
                "Asks meanwhile",
                JVM.run(HogChild.class, Duration.ofSeconds(60 + 2L * seconds), hogs, seconds).stream()
                        .map(Figure::parse)
                        .toList());
        report.write(arguments);
    }
}
