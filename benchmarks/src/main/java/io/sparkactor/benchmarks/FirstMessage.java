package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Contest;
import io.sparkactor.benchmarks.first.FirstChild;
import io.sparkactor.benchmarks.first.FirstRun;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Report;
import java.time.Duration;
import java.util.List;

/**
 * How long does the first message take after everything has been idle, and what does being idle cost?
 *
 * <pre>{@code
 * ./spark bench FirstMessage [--seconds N] [--idle N] [--forks N] [--out FILE.md]
 * }</pre>
 *
 * <p>Every 20 ms a platform thread, which sleeps in between, sends one message to the only actor there is. Prints the median and the
 * 99th percentile from the call of tell to the begin of the handler, so that waking up the sender itself does not count, and after how
 * long tell has returned. Before that, as many messages are sent one by one as it takes to get their path compiled. Then nothing
 * happens, for 10 s unless {@code --idle} says another number, and the processor time of the whole JVM is taken.
 *
 * <p>Contenders take turns in JVMs of their own. The bars are that Spark's median is at most 1.2 times Pekko's, and that the idle JVM
 * takes at most 1 % of a core.
 */
final class FirstMessage {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final double MOST_TIMES_PEKKO = 1.2;
    private static final double MOST_IDLE = 1;

    private FirstMessage() {}

    /** Runs the forks and prints the tables. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--seconds=", "--idle=", "--forks=", "--out=");
        int seconds = arguments.number("--seconds", 20);
        int idle = arguments.number("--idle", 10);
        Report report = new Report("The first message after 20 ms of silence, " + seconds + " s");
        Answers answers = new Contest(JVM, FirstChild.class, Duration.ofSeconds(60 + 2L * (seconds + idle)))
                .run(arguments.number("--forks", 2), seconds, idle);
        report.figures(
                "Spark's bars",
                List.of(answers.timesPekko(FirstRun.P50, MOST_TIMES_PEKKO), answers.ours(FirstRun.IDLE, MOST_IDLE)));
        report.text("## All figures");
        report.table(answers.comparison());
        report.table(answers.forks());
        report.write(arguments);
    }
}
