package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.backlog.BacklogChild;
import io.sparkactor.benchmarks.backlog.BacklogRun;
import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Contest;
import io.sparkactor.benchmarks.compare.CurveChart;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Machine;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Does a message cost more if many others wait in the same mailbox?
 *
 * <pre>{@code
 * ./spark bench LongMailbox [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>An actor waits in its handler until 1, 10, 100 … up to a million messages are queued behind it, and is then let go. Prints the
 * nanoseconds to handle a message, from the moment when the handler goes on to that in which the last message is handled, and those to
 * send one; with {@code --out} it draws the former into an SVG file beside the report. Each is the median of as many rounds as there
 * are in a second, after a warm-up of the same time. With few messages, most of it is the end of the turn that has waited.
 *
 * <p>Contenders take turns in JVMs of their own. The bar is that the cost does not grow with the length: that a message among a million
 * takes at most half as long again as one among a thousand, which leaves something for the processor's caches, which hold a thousand
 * messages but not a million. What is searched or copied grows much faster.
 */
final class LongMailbox {

    private static final ChildJvm JVM = ChildJvm.with("-Xms3g", "-Xmx3g", "-XX:+UseG1GC");
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final int SHORT = 1000;
    private static final int LONG = 1_000_000;
    private static final double MOST_TIMES = 1.5;

    private LongMailbox() {}

    /** Runs the forks, prints the tables and draws the plot. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--forks=", "--out=");
        Report report = new Report("Up to %,d messages in one mailbox".formatted(LONG));
        SortedMap<Integer, String> lengths = new TreeMap<>();
        for (int length = 1; length <= LONG; length *= 10) {
            lengths.put(length, BacklogRun.handling(length));
        }
        String all = lengths.keySet().stream().map(String::valueOf).collect(Collectors.joining(","));
        Answers answers = new Contest(JVM, BacklogChild.class, LIMIT).run(arguments.number("--forks", 2), all);
        String few = BacklogRun.handling(SHORT);
        String many = BacklogRun.handling(LONG);
        report.figures(
                "Bar",
                List.of(
                        answers.growth(Framework.SPARK, few, many, MOST_TIMES),
                        answers.growth(Framework.PEKKO, few, many, Double.NaN),
                        answers.growth(Framework.THREADS, few, many, Double.NaN)));
        report.text("## All figures");
        report.table(answers.comparison());
        report.table(answers.forks());
        String title = "Nanoseconds to handle a message, by the number of messages that wait";
        String caption = Machine.shortText() + "; thin lines: from the fastest fork to the slowest";
        report.plot(
                arguments, title, new CurveChart(title, caption, "messages in the mailbox", answers, lengths).svg());
        report.write(arguments);
    }
}
