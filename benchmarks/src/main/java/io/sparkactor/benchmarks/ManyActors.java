package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Contest;
import io.sparkactor.benchmarks.compare.CurveChart;
import io.sparkactor.benchmarks.crowd.ControlChild;
import io.sparkactor.benchmarks.crowd.CrowdChild;
import io.sparkactor.benchmarks.crowd.CrowdChild.What;
import io.sparkactor.benchmarks.crowd.CrowdRun;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Machine;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.suite.Framework;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What does a message cost if there are a million actors instead of one, and what do a million actors cost?
 *
 * <pre>{@code
 * ./spark bench ManyActors [--most N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>A thousand tokens go round among 1, 10, 100 … actors, up to {@code --most}. Whoever gets a token passes it on to the next actor by
 * an order that looks like chance and is the same for all contenders. Prints the nanoseconds per message of each size, and with {@code
 * --out} draws them into an SVG file beside the report. With few actors, they are all in the processor's caches, and many tokens wait
 * in each mailbox; with a million, each message meets an actor that is idle and in no cache.
 *
 * <p>Then, in further JVMs, it takes the time to create the most actors, after the creation of a tenth of them a few times for a
 * warm-up, and the heap that each takes once it has handled a message, its user's own object of 16 to 24 bytes included. Spark's
 * actors are created by a thread outside, Pekko's by an actor, as only actors can. Bytes are the heap in use after full collections,
 * of one fork with the serial collector, whose figure is exact.
 *
 * <p>A control says what the memory alone takes: one thread goes the same way among as many plain objects of the same size, which it
 * touches, each step after the one before.
 *
 * <p>Contenders take turns in JVMs of their own. The bars are that the throughput falls by less than half from one actor to the most,
 * and that a million are created in less than a second.
 */
final class ManyActors {

    private static final ChildJvm JVM = ChildJvm.with("-Xms4g", "-Xmx4g", "-XX:+UseG1GC");
    private static final ChildJvm EXACT = ChildJvm.with("-Xms4g", "-Xmx4g", "-XX:+UseSerialGC");
    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final double MOST_TIMES = 2;
    private static final double MOST_SECONDS = 1;

    private ManyActors() {}

    /** Runs the forks, prints the tables and draws the plot. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--most=", "--forks=", "--out=");
        int most = arguments.number("--most", 1_000_000);
        int forks = arguments.number("--forks", 2);
        SortedMap<Integer, String> sizes = new TreeMap<>();
        for (int size = 1; size < most; size *= 10) {
            sizes.put(size, CrowdRun.message(size));
        }
        sizes.put(most, CrowdRun.message(most));
        Report report = new Report("From one actor to %,d".formatted(most));
        Answers messages = messages(sizes, forks);
        Answers creation = new Contest(JVM, CrowdChild.class, LIMIT).run(forks, What.CREATION, most);
        Answers bytes = new Contest(EXACT, CrowdChild.class, LIMIT).run(1, What.BYTES, most);
        report.figures("Bars", bars(messages, creation, most));
        report.text("## All figures");
        for (Answers answers : List.of(messages, creation, bytes)) {
            report.table(answers.comparison());
            report.table(answers.forks());
        }
        report.figures("Control: nothing but memory", control(sizes));
        String title = "Nanoseconds per message, by the number of live actors";
        String caption = Machine.shortText() + "; thin lines: from the fastest fork to the slowest";
        report.plot(arguments, title, new CurveChart(title, caption, "actors", messages, sizes).svg());
        report.write(arguments);
    }

    private static List<Figure> bars(Answers messages, Answers creation, int most) {
        String one = CrowdRun.message(1);
        String many = CrowdRun.message(most);
        return List.of(
                messages.growth(Framework.SPARK, one, many, MOST_TIMES),
                messages.growth(Framework.PEKKO, one, many, Double.NaN),
                messages.growth(Framework.THREADS, one, many, Double.NaN),
                creation.ours(CrowdRun.creation(most), MOST_SECONDS));
    }

    private static List<Figure> control(SortedMap<Integer, String> sizes) {
        return JVM.run(ControlChild.class, LIMIT, sizes.keySet().toArray()).stream()
                .map(Figure::parse)
                .toList();
    }

    private static Answers messages(SortedMap<Integer, String> sizes, int forks) {
        Contest contest = new Contest(JVM, CrowdChild.class, LIMIT);
        for (int fork = 1; fork <= forks; fork++) {
            for (int size : sizes.keySet()) {
                contest.fork(fork, What.MESSAGE, size);
            }
        }
        return contest.answers();
    }
}
