package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.measure.Table;
import io.sparkactor.benchmarks.sleep.SleepChild;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Workload;
import java.time.Duration;

/**
 * How long do 10,000 actors take that each sleep five times for 10 ms?
 *
 * <pre>{@code
 * ./spark bench Sleepers [--count N] [--iterations N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>Prints the median and the worst wall time of each fork, from the first send to the end of the last sleep, beside the bar; the
 * ideal is 50 ms. Each sleep is a message of its own: an actor that has slept tells itself to sleep again. Pekko runs the same beside
 * it on its dispatcher of virtual threads, its best setting for blocking code, and so do plain virtual threads. Contenders take turns
 * in JVMs of their own.
 */
final class Sleepers {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int TIMES = 5;
    private static final int WARM_UPS = 5;
    private static final double BAR = 100;

    private Sleepers() {}

    /** Runs the forks and prints the table. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--count=", "--iterations=", "--forks=", "--out=");
        int count = arguments.number("--count", 10_000);
        int iterations = arguments.number("--iterations", 15);
        Report report = new Report("%,d actors sleep %d times for 10 ms".formatted(count, TIMES));
        Table table = new Table("figure", "measured", "bar", "verdict");
        for (int fork = 1; fork <= arguments.number("--forks", 2); fork++) {
            for (Framework contender : Workload.SLEEPERS.contenders()) {
                Report.progress("%s, fork %d", contender.text(), fork);
                Median millis = Median.of(
                        JVM.run(SleepChild.class, LIMIT, contender, count, TIMES, WARM_UPS, iterations).stream()
                                .map(Double::parseDouble)
                                .toList());
                double bar = contender == Framework.SPARK ? BAR : Double.NaN;
                String name = contender.text();
                table.row(Figure.of(name + ", fork " + fork + ", median", millis.value(), bar, "ms")
                        .row());
                table.row(Figure.of(name + ", fork " + fork + ", worst", millis.worst(), bar, "ms")
                        .row());
            }
        }
        report.table(table);
        report.write(arguments);
    }
}
