package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Contest;
import io.sparkactor.benchmarks.compare.Three;
import io.sparkactor.benchmarks.load.LoadChild;
import io.sparkactor.benchmarks.load.LoadRun;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.measure.Table;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Score;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How long does a message wait for its handler while the actors have half the work that they could do?
 *
 * <pre>{@code
 * ./spark bench TellLatency [--rate N] [--seconds N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>A platform thread sends messages to 100 actors in turn, which work for about two microseconds for each. First, each contender's
 * capacity is measured: what its actors handle in a second if the sender is as fast as it can, and only waits when it is 10,000
 * messages ahead. Then, in other JVMs, so many messages are due in a second, evenly, whether or not earlier ones were handled: an open
 * loop. A message counts from the moment when it was due to the begin of its handler; so a stall is felt by all that were due in it,
 * and what the sender itself was late, which is shown too, counts as well: it sleeps when nothing is due, and the operating system
 * lets it sleep for some 50 µs more. The processor time of the whole JVM says how near that brings the machine to its limits.
 *
 * <p>The rate is the same for all contenders: half the capacity of Spark or of Pekko, whichever is less, or {@code --rate}. Users have
 * a load, and want to know who bears it with the least delay; were it half of each one's own capacity, the faster one would have to
 * bear more. As the work is most of what a message costs, the capacities are not far apart; the report says what load the rate is for
 * each.
 *
 * <p>Contenders take turns in JVMs of their own. The bar is that Spark's 99.9th percentile is at most Pekko's.
 */
final class TellLatency {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final int CAPACITY_SECONDS = 3;
    private static final int FIND_CAPACITY = 0;

    private TellLatency() {}

    /** Runs the forks and prints the tables. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--rate=", "--seconds=", "--forks=", "--out=");
        int seconds = arguments.number("--seconds", 12);
        int forks = arguments.number("--forks", 3);
        Report report = new Report("Messages to actors that are half busy, " + seconds + " s");
        Answers capacities = contest(CAPACITY_SECONDS).run(forks, CAPACITY_SECONDS, FIND_CAPACITY);
        int rate = arguments.number("--rate", halfOfTheSlower(capacities));
        Answers answers = contest(seconds).run(forks, seconds, rate);
        report.figures("Spark's bar", List.of(answers.timesPekko(LoadRun.P999, 1)));
        report.text("## At %,d messages a second".formatted(rate));
        report.table(answers.comparison());
        report.table(answers.forks());
        report.text("## What load that is");
        report.table(loads(capacities, rate));
        report.write(arguments);
    }

    private static int halfOfTheSlower(Answers capacities) {
        double spark = capacities.score(LoadRun.CAPACITY, Framework.SPARK).nanos();
        double pekko = capacities.score(LoadRun.CAPACITY, Framework.PEKKO).nanos();
        return (int) Math.min(spark, pekko) / 2;
    }

    private static Table loads(Answers capacities, int rate) {
        Table table = new Table("contender", "messages a second at most, each fork", "load at this rate");
        for (Framework framework : Three.ALL) {
            Score score = capacities.score(LoadRun.CAPACITY, framework);
            String forks = score.forks().stream().map("%,.0f"::formatted).collect(Collectors.joining(" / "));
            table.row(framework.text(), forks, "%.0f %%".formatted(100 * rate / score.nanos()));
        }
        return table;
    }

    private static Contest contest(int seconds) {
        return new Contest(JVM, LoadChild.class, Duration.ofSeconds(60 + 2L * seconds));
    }
}
