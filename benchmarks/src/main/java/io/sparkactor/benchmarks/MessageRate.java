package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.rate.Framework;
import io.sparkactor.benchmarks.rate.RateChild;
import io.sparkactor.benchmarks.rate.RateTable;
import io.sparkactor.benchmarks.rate.Workload;
import java.time.Duration;

/**
 * How many messages a second do actors exchange, in Spark and in Pekko?
 *
 * <pre>{@code
 * ./spark bench MessageRate [--quick] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>Prints every fork of every contender (nanoseconds per operation, messages per second), and Spark beside the best Pekko of each
 * row. Contenders take turns, each in a JVM of its own with the same flags, so that a slow phase of the machine meets all of them.
 * The figure of a fork is the median of its iterations after a warm-up. A ratio is "not established" where the forks of one
 * contender differ by more than it.
 *
 * <p>Both sides do the same work: records of a sealed interface as messages, one allocated for each send; the receiver checks the
 * order; the end is a latch that the same code counts down. After each iteration of Spark the ledger must be balanced. The senders
 * of the fan-in are at most a window ahead, so that the row shows sending and receiving rather than the growth of a queue.
 *
 * <p>{@code --quick} takes less than a minute on a quiet machine: small iterations, fewer of Pekko's settings. It is for looking
 * whether something broke, not for figures that are shown to anybody.
 */
final class MessageRate {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private MessageRate() {}

    /** Runs all contenders and prints the tables. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--quick", "--forks=", "--out=");
        boolean quick = arguments.has("--quick");
        int forks = arguments.number("--forks", 2);
        Report report = new Report("Message rate");
        report.text("Flags of every JVM: `" + String.join(" ", JVM.flags()) + "`." + (quick ? " Quick run." : ""));
        RateTable table = new RateTable();
        for (Workload workload : Workload.values()) {
            for (int fork = 1; fork <= forks; fork++) {
                for (Framework framework : Framework.values()) {
                    if (!quick || framework != Framework.PEKKO_64) {
                        run(table, workload, framework, quick);
                        Report.progress("%s, %s, fork %d", workload.text(), framework.text(), fork);
                    }
                }
            }
        }
        report.table(table.all());
        report.table(table.comparison());
        report.write(arguments);
    }

    private static void run(RateTable table, Workload workload, Framework framework, boolean quick) {
        long operations = quick ? workload.operations() / 10 : workload.operations();
        table.fork(
                workload,
                framework,
                JVM.run(RateChild.class, LIMIT, framework, workload, operations, quick ? 3 : 5, quick ? 5 : 9).stream()
                        .map(Double::parseDouble)
                        .toList());
    }
}
