package io.sparkactor.benchmarks;

import io.sparkactor.benchmarks.measure.Arguments;
import io.sparkactor.benchmarks.measure.Machine;
import io.sparkactor.benchmarks.measure.Report;
import io.sparkactor.benchmarks.suite.Effort;
import io.sparkactor.benchmarks.suite.ResultFolder;
import io.sparkactor.benchmarks.suite.ResultTables;
import io.sparkactor.benchmarks.suite.Results;
import io.sparkactor.benchmarks.suite.Session;
import io.sparkactor.benchmarks.suite.Workload;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;

/**
 * Is Spark faster than Pekko, and than a virtual thread per actor?
 *
 * <pre>{@code
 * ./spark bench [--savina] [--quick] [--only ROW,ROW] [--forks N] [--results FOLDER]
 * }</pre>
 *
 * <p>Prints Spark beside the best Pekko and beside plain virtual threads in every row, the geometric means of the eight message-bound
 * rows, and every fork of every contender. A run of all rows writes a report and a CSV file with the date in their names into {@code
 * benchmarks/results}, and two plots; a quick run, or one of some rows, writes them into {@code benchmarks/target/results}.
 *
 * <p>{@code --savina} runs the rest of the Savina suite instead, Spark beside Pekko alone, and writes files with names of their own.
 *
 * <p>Contenders run in turns, each in a JVM of its own with the same flags. The figure of a fork is the median of its iterations after
 * a warm-up, that of a contender the median of its forks. A ratio is "not established" where the forks of one contender differ by more
 * than it. All sides do the same work: records as messages, one allocated for each send; the receivers check the order; the end is a
 * latch that the same code counts down. After each round of Spark the ledger must be balanced and no message unprocessed.
 *
 * <p>{@code --quick} takes less than three minutes on a quiet machine: one fork, small rounds, no further rows. It is for looking
 * whether something broke, not for figures that are shown to anybody.
 */
final class Suite {

    private Suite() {}

    /** Runs all contenders, prints the tables and writes the files. Ends with 1 if a contender failed. */
    public static void main(String[] args) {
        Arguments arguments = Arguments.ofMain(args, "--savina", "--quick", "--only=", "--forks=", "--results=");
        boolean quick = arguments.has("--quick");
        List<Workload> rows = rows(arguments, quick);
        Session session =
                new Session(rows, arguments.number("--forks", quick ? 1 : 2), quick ? Effort.QUICK : Effort.FULL);
        boolean savina = rows.stream().allMatch(row -> row.kind().isApart());
        Report report =
                new Report(savina ? "Spark and Pekko: the rest of Savina" : "Spark, Pekko and plain virtual threads");
        String command = ("./spark bench " + String.join(" ", args)).strip();
        String kind = quick ? "; a quick run: only to see that nothing is broken" : "";
        report.text("`%s` on %s%s. %s".formatted(command, LocalDate.now(), kind, session.text()));
        Results results = session.run();
        ResultTables tables = new ResultTables(results);
        report.table(tables.comparison());
        report.text(tables.means());
        report.table(tables.all());
        results.failures().forEach(failure -> report.text("**Failed**, no figures: " + failure));
        String caption = "%s, %s, `%s`%s".formatted(LocalDate.now(), Machine.shortText(), command, kind);
        new ResultFolder(folder(arguments, !quick && !arguments.has("--only")))
                .write(savina ? "savina" : "suite", report, results, caption);
        System.exit(results.failures().isEmpty() ? 0 : 1);
    }

    private static List<Workload> rows(Arguments arguments, boolean quick) {
        return arguments.names("--only", Workload.class).stream()
                .filter(row -> arguments.has("--only") || isWanted(row.kind(), arguments.has("--savina"), quick))
                .toList();
    }

    private static boolean isWanted(Workload.Kind kind, boolean savina, boolean quick) {
        return kind.isApart() == savina && !(quick && kind == Workload.Kind.FURTHER);
    }

    private static Path folder(Arguments arguments, boolean complete) {
        return arguments
                .text("--results")
                .map(Path::of)
                .orElseGet(() -> Path.of(
                                System.getProperty("spark.root", "."),
                                "benchmarks",
                                complete ? "results" : "target/results")
                        .normalize());
    }
}
