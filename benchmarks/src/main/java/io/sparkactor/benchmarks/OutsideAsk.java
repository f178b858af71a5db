package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Contest;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.outside.AskChild;
import java.time.Duration;

/**
 * How long does an ask take by a thread outside of actors, a platform thread or a virtual one?
 *
 * <pre>{@code
 * ./spark bench OutsideAsk [--seconds N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>One thread asks an actor again and again, which answers at once; there is nothing else to do. So every ask may have to wake up
 * both sides. Each asks as users do, with a time-out of 5 s: Spark by {@code ref.ask(…)}, Pekko by {@code AskPattern.ask(…)} and the
 * {@code get()} of its future, a plain virtual thread by the {@code get(…)} of a future that the message carries. Prints the
 * nanoseconds of an ask over the whole time, the median and the 99th percentile.
 *
 * <p>Contenders take turns in JVMs of their own; in each, both kinds of thread come after each other, each with a warm-up.
 */
final class OutsideAsk {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final int WARM_UP_SECONDS = 3;

    private OutsideAsk() {}

    /** Runs the forks and prints the tables. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--seconds=", "--forks=", "--out=");
        int seconds = arguments.number("--seconds", 5);
        Report report = new Report("Asks from outside of actors, " + seconds + " s of each kind");
        Duration limit = Duration.ofSeconds(60 + 4L * seconds);
        Answers answers =
                new Contest(JVM, AskChild.class, limit).run(arguments.number("--forks", 2), WARM_UP_SECONDS, seconds);
        report.table(answers.comparison());
        report.table(answers.forks());
        report.write(arguments);
    }
}
