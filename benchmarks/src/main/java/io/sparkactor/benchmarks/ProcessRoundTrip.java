package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.process.RoundTripRun;
import java.time.Duration;

/**
 * How long does a question of 1 KB to an actor in another process take, beside what the sockets alone take?
 *
 * <pre>{@code
 * ./spark bench ProcessRoundTrip [--seconds N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>An actor in a process brings 1 KB back; an actor, a platform thread and a virtual thread outside of actors ask it, one question after
 * the other. The floor is the same between two bare JVMs: a Unix-domain socket each way, blocking, frames of the same length, no codec and
 * nothing else. All take turns in one JVM, a tenth of a second each. The bar is the floor's median and 20 µs.
 */
final class ProcessRoundTrip {

    private static final ChildJvm JVM = ChildJvm.with("-Xmx1g", "-XX:+UseG1GC");

    private ProcessRoundTrip() {}

    /** Runs the forks and prints their figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--seconds=", "--forks=", "--out=");
        int seconds = arguments.number("--seconds", 5);
        Report report = new Report("1 KB to an actor in a process and back, " + seconds + " s of each kind");
        for (int fork = 1; fork <= arguments.number("--forks", 3); fork++) {
            report.figures(
                    "Fork " + fork,
                    JVM.run(RoundTripRun.class, Duration.ofSeconds(60 + 12L * seconds), seconds).stream()
                            .map(Figure::parse)
                            .toList());
        }
        report.write(arguments);
    }
}
