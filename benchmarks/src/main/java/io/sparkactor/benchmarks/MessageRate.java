package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.suite.Effort;
import io.sparkactor.benchmarks.suite.ResultTables;
import io.sparkactor.benchmarks.suite.Results;
import io.sparkactor.benchmarks.suite.Session;
import io.sparkactor.benchmarks.suite.Workload;
import java.util.List;

/**
 * How many messages a second do actors exchange, in Spark and in Pekko?
 *
 * <pre>{@code
 * ./spark bench MessageRate [--quick] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>The three rows of {@link Suite} that are nothing but sending and receiving: ping-pong, a large ring, and eight senders to one
 * receiver, which are at most a window ahead, so that the row does not show the growth of a queue. Measured and compared as there.
 *
 * <p>{@code --quick} takes less than a minute on a quiet machine.
 */
final class MessageRate {

    private static final List<Workload> ROWS = List.of(Workload.PING_PONG, Workload.RING_503, Workload.FAN_IN);

    private MessageRate() {}

    /** Runs all contenders and prints the tables. Ends with 1 if a contender failed. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--quick", "--forks=", "--out=");
        boolean quick = arguments.has("--quick");
        Session session = new Session(ROWS, arguments.number("--forks", 2), quick ? Effort.QUICK : Effort.FULL);
        Report report = new Report("Message rate");
        report.text(session.text() + (quick ? " Quick run." : ""));
        Results results = session.run();
        ResultTables tables = new ResultTables(results);
        report.table(tables.all());
        report.table(tables.comparison());
        results.failures().forEach(failure -> report.text("**Failed**, no figures: " + failure));
        report.write(arguments);
        System.exit(results.failures().isEmpty() ? 0 : 1);
    }
}
