package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.memory.FloodChild;
import java.time.Duration;
import java.util.List;

/**
 * Does a syndicate in 256 MB live through producers that are too fast, and does it know of every message that it refused?
 *
 * <pre>{@code
 * ./spark bench MemoryLimit [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>Runs two JVMs with {@code -Xmx256m}: in one, a thread outside sends a million messages a second to an actor that handles 100,000
 * a second at most; in the other, the same thread sends to an inbox that nobody reads. Prints what was offered, accepted and refused,
 * whether the producer's own counts agree with the ledger, and how many times as fast as the actor the producer was, measured over the
 * whole flood, warm-up included. A child that runs out of memory ends with an error, and so does the benchmark. After the flood of the
 * actor, all that was accepted is handled before the ledger is looked at.
 */
final class MemoryLimit {

    private static final ChildJvm JVM = ChildJvm.with("-Xmx256m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseG1GC");

    private MemoryLimit() {}

    /** Runs both JVMs and prints their figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--seconds=", "--out=");
        int seconds = arguments.number("--seconds", 60);
        Report report = new Report("Floods in 256 MB, " + seconds + " s each");
        report.figures("An actor that is ten times slower than its producer", run("consumer", seconds));
        report.figures("An inbox that nobody reads", run("inbox", seconds));
        report.write(arguments);
    }

    private static List<Figure> run(String kind, int seconds) {
        return JVM.run(FloodChild.class, Duration.ofSeconds(60 + 2L * seconds), kind, seconds).stream()
                .map(Figure::parse)
                .toList();
    }
}
