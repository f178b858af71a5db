package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Results as tables for people to read. Confined to one thread. */
public final class ResultTables {

    private static final String NOTHING = "";

    private final Results results;

    /** Of these results. */
    public ResultTables(Results results) {
        this.results = results;
    }

    /** Every fork of every contender. */
    public Table all() {
        Table table =
                new Table("operation", "contender", "ns/op, each fork", "messages/s, each fork", "forks differ by");
        for (Workload row : results.rows()) {
            for (Score score : results.scores(row)) {
                table.row(
                        row.text(),
                        score.framework().text(),
                        join(score.forks(), "%,.1f"),
                        join(rates(row, score), "%,.0f"),
                        score.forks().size() > 1 ? Ratio.times(score.spread()) : NOTHING);
            }
        }
        return table;
    }

    /** Spark beside the best Pekko and beside plain virtual threads. */
    public Table comparison() {
        Table table = new Table(
                "operation",
                "Spark ns/op",
                "best Pekko ns/op",
                "its settings",
                "ratio",
                "virtual threads ns/op",
                "ratio");
        for (Workload row : results.rows()) {
            table.row(
                    row.text(),
                    nanos(results.score(row, Framework.SPARK)),
                    nanos(results.bestPekko(row)),
                    results.bestPekko(row)
                            .map(score -> score.framework().text())
                            .orElse(NOTHING),
                    results.toPekko(row).map(Ratio::text).orElse(NOTHING),
                    nanos(results.score(row, Framework.THREADS)),
                    results.toThreads(row).map(Ratio::text).orElse(NOTHING));
        }
        return table;
    }

    /** The geometric means of the message-bound rows, in a sentence for each rival. */
    public String means() {
        return mean("the best Pekko of each row", results::toPekko) + "\n\n"
                + mean("a virtual thread per actor", results::toThreads);
    }

    private String mean(String rival, Function<Workload, Optional<Ratio>> ratio) {
        List<Ratio> ratios = results.messageBound(ratio);
        long established = ratios.stream().filter(Ratio::isEstablished).count();
        return Results.mean(ratios).stream()
                .mapToObj(mean ->
                        "Geometric mean of the %d message-bound rows: **%s** as fast as %s; established in %d of them."
                                .formatted(ratios.size(), Ratio.times(mean), rival, established))
                .collect(Collectors.joining());
    }

    private static List<Double> rates(Workload row, Score score) {
        return score.forks().stream().map(nanos -> 1e9 * row.messages() / nanos).toList();
    }

    private static String nanos(Optional<Score> score) {
        return score.map(some -> join(List.of(some.nanos()), "%,.1f")).orElse(NOTHING);
    }

    private static String join(List<Double> values, String format) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining(" / "));
    }
}
