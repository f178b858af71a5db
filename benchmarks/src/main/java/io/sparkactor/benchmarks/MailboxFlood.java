package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.memory.Bounded;
import io.sparkactor.benchmarks.memory.FloodChild;
import java.time.Duration;

/**
 * Does a bounded mailbox keep the heap small under a producer that is ten times too fast, whatever it does with one message too many?
 *
 * <pre>{@code
 * ./spark bench MailboxFlood [--seconds N] [--out FILE.md]
 * }</pre>
 *
 * <p>Runs a JVM with {@code -Xmx32m} for each policy, in which a thread outside sends a million messages a second to an actor that
 * handles 100,000 a second and holds 1,000; where it has to wait for a place, a million a second are due, and it sends what it can.
 * Prints what became of them and the most heap in use. A child that runs out of memory, or whose ledger is not balanced, ends with an
 * error, and so does the benchmark.
 */
final class MailboxFlood {

    private static final ChildJvm JVM = ChildJvm.with("-Xmx32m", "-XX:+ExitOnOutOfMemoryError", "-XX:+UseG1GC");

    private MailboxFlood() {}

    /** Runs the JVMs and prints their figures. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--seconds=", "--out=");
        int seconds = arguments.number("--seconds", 30);
        Report report = new Report("Floods of a mailbox of 1,000 in 32 MB, " + seconds + " s each");
        for (Bounded policy : Bounded.values()) {
            var figures =
                    JVM.run(FloodChild.class, Duration.ofSeconds(60 + 2L * seconds), policy.name(), seconds).stream()
                            .map(Figure::parse)
                            .toList();
            report.figures(policy.name(), figures);
        }
        report.write(arguments);
    }
}
