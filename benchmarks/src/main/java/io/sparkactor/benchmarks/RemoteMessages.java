package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.compare.Answers;
import io.sparkactor.benchmarks.compare.Contest;
import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.ChildJvm;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.measure.Table;
import io.sparkactor.benchmarks.remote.NearChild;
import io.sparkactor.benchmarks.remote.Original;
import io.sparkactor.benchmarks.remote.TemporaryCertificate;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Ratio;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How many messages a second go from one JVM to another over TCP, and how long does an ask take, in Spark and in Pekko?
 *
 * <pre>{@code
 * ./spark bench RemoteMessages [--seconds N] [--iterations N] [--millis N] [--forks N] [--plain] [--python FILE] [--out FILE.md]
 * }</pre>
 *
 * <p>Two JVMs on the loopback device, with one connection or what the contender makes of it: Spark's TCP transport, Pekko's Artery over TCP
 * with {@code jackson-cbor}. Both send the same record. An actor tells as fast as it can, but keeps at most 10,000 items of 100 B, or 1,000
 * of 10 KB, on their way: the receiver says after every 250 how far it is. Otherwise Pekko, and with time Spark, would drop some. Then an
 * actor asks again and again, and a platform thread outside of actors; a question has 100 B, its answer a number.
 *
 * <p>The same again with TLS 1.3 unless {@code --plain} is given, {@code TLS_AES_256_GCM_SHA384} in both. Each figure of a fork is the
 * median of some iterations behind a warm-up. Fails if an item is lost, doubled or out of order, or if a ledger is not balanced.
 *
 * <p>Where there is an environment with the Python original, two processes of it do the same without TLS, in rounds of 5,000 and 2,000 items.
 */
final class RemoteMessages {

    private static final ChildJvm JVM = ChildJvm.with("-Xms1g", "-Xmx1g", "-XX:+UseG1GC");
    private static final List<Framework> BOTH = List.of(Framework.SPARK, Framework.PEKKO);
    private static final int KINDS = 4;

    private RemoteMessages() {}

    /** Runs the forks and prints the tables. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Arguments arguments = Arguments.ofMain(
                args, "--seconds=", "--iterations=", "--millis=", "--forks=", "--plain", "--python=", "--out=");
        int seconds = arguments.number("--seconds", 3);
        int iterations = arguments.number("--iterations", 5);
        int millis = arguments.number("--millis", 500);
        Report report = new Report("From one JVM to another over TCP, %d iterations of %d ms behind %d s of warm-up"
                .formatted(iterations, millis, seconds));
        Duration limit = Duration.ofSeconds(60L + KINDS * (seconds + 2L * iterations * millis / 1000));
        Contest contest = new Contest(JVM, NearChild.class, limit, BOTH);
        int forks = arguments.number("--forks", 2);
        Optional<Original> original =
                Original.find(Path.of(System.getProperty("spark.root", ".")), arguments.text("--python"));
        try (TemporaryCertificate certificate = TemporaryCertificate.make()) {
            for (int fork = 1; fork <= forks; fork++) {
                contest.fork(fork, NearChild.PLAIN, seconds, iterations, millis);
                if (original.isPresent()) {
                    Report.progress("Python original, fork %d", fork);
                    original.get().fork(Duration.ofSeconds(seconds), iterations, millis, limit);
                }
                if (!arguments.has("--plain")) {
                    contest.fork(fork, certificate.file(), seconds, iterations, millis);
                }
            }
        }
        report.table(rates(contest.answers()));
        report.table(contest.answers().comparison(Framework.PEKKO));
        report.table(contest.answers().forks());
        if (original.isPresent()) {
            report.table(original.get().comparison(contest.answers()));
        } else {
            report.text("**NOT MEASURED: the Python original.** There is no environment with it; "
                    + "remote/src/test/python/prepare makes one, --python names another one.");
        }
        report.write(arguments);
    }

    private static Table rates(Answers answers) {
        Table table = new Table("messages a second", "Spark", "Pekko Artery TCP", "ratio");
        for (String what : answers.questions()) {
            if (what.contains("tell")) {
                var ours = answers.score(what, Framework.SPARK);
                var theirs = answers.score(what, Framework.PEKKO);
                table.row(what, rate(ours.perSecond()), rate(theirs.perSecond()), new Ratio(ours, theirs).text());
            }
        }
        return table;
    }

    private static String rate(double perSecond) {
        return String.format(Locale.ROOT, "%,.0f", perSecond);
    }
}
