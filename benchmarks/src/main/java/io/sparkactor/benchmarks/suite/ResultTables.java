package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
                        row.messages() > 0 ? join(rates(row, score), "%,.0f") : NOTHING,
                        score.forks().size() > 1 ? Ratio.times(score.spread()) : NOTHING);
            }
        }
        return table;
    }

    /** Spark beside the best Pekko, and beside plain virtual threads where they contended. */
    public Table comparison() {
        List<String> heads =
                new ArrayList<>(List.of("operation", "Spark ns/op", "best Pekko ns/op", "its settings", "ratio"));
        if (results.hasThreads()) {
            heads.addAll(List.of("virtual threads ns/op", "ratio"));
        }
        Table table = new Table(heads.toArray());
        for (Workload row : results.rows()) {
            table.row(comparison(row).limit(heads.size()).toArray());
        }
        return table;
    }

    private Stream<String> comparison(Workload row) {
        return Stream.of(
                row.text(),
                nanos(results.score(row, Framework.SPARK)),
                nanos(results.bestPekko(row)),
                results.bestPekko(row).map(score -> score.framework().text()).orElse(NOTHING),
                results.toPekko(row).map(Ratio::text).orElse(NOTHING),
                nanos(results.score(row, Framework.THREADS)),
                results.toThreads(row).map(Ratio::text).orElse(NOTHING));
    }

    /**
     * The geometric means of the message-bound rows, in a sentence for each rival; and what holds of the kinds that stand apart.
     */
    public String means() {
        return Stream.of(
                        mean(
                                "message-bound",
                                Workload.Kind.MESSAGE_BOUND,
                                "the best Pekko of each row",
                                results::toPekko),
                        mean(
                                "message-bound",
                                Workload.Kind.MESSAGE_BOUND,
                                "a virtual thread per actor",
                                results::toThreads),
                        mean("further Savina", Workload.Kind.SAVINA, "the best Pekko of each row", results::toPekko),
                        bar())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("\n\n"));
    }

    private String mean(String rows, Workload.Kind kind, String rival, Function<Workload, Optional<Ratio>> ratio) {
        List<Ratio> ratios = results.of(kind, ratio);
        long established = ratios.stream().filter(Ratio::isEstablished).count();
        return Results.mean(ratios).stream()
                .mapToObj(mean -> "Geometric mean of the %d %s rows: **%s** as fast as %s; established in %d of them."
                        .formatted(ratios.size(), rows, Ratio.times(mean), rival, established))
                .collect(Collectors.joining());
    }

    /** How many compute-bound rows reach the bar. */
    private String bar() {
        List<Ratio> ratios = results.of(Workload.Kind.COMPUTE, results::toPekko);
        long met = ratios.stream()
                .filter(ratio -> ratio.value() >= Workload.Kind.BAR)
                .count();
        return ratios.isEmpty()
                ? NOTHING
                : "Compute-bound rows with %s the best Pekko or more: **%d of %d**."
                        .formatted(Ratio.times(Workload.Kind.BAR), met, ratios.size());
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
