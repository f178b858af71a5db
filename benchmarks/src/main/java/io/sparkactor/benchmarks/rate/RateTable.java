package io.sparkactor.benchmarks.rate;

import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Table;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Collects the forks of all contenders, and compares them. Confined to one thread. */
public final class RateTable {

    private final Map<Workload, Map<Framework, List<Double>>> forks = new EnumMap<>(Workload.class);

    /** Adds a fork: the nanoseconds per operation of its iterations, of which the median counts. */
    public void fork(Workload workload, Framework framework, List<Double> iterations) {
        forks.computeIfAbsent(workload, key -> new EnumMap<>(Framework.class))
                .computeIfAbsent(framework, key -> new ArrayList<>())
                .add(Median.of(iterations).value());
    }

    /** Every fork of every contender. */
    public Table all() {
        Table table =
                new Table("operation", "contender", "ns/op, each fork", "messages/s, each fork", "forks differ by");
        forks.forEach((workload, contenders) -> contenders.forEach((framework, nanos) -> table.row(
                workload.text(),
                framework.text(),
                join(nanos, "%.1f"),
                join(
                        nanos.stream()
                                .map(each -> 1e9 * workload.messages() / each)
                                .toList(),
                        "%,.0f"),
                times(Median.of(nanos).spread()))));
        return table;
    }

    /** Spark beside the best Pekko. */
    public Table comparison() {
        Table table = new Table("operation", "Spark ns/op", "best Pekko ns/op", "its settings", "ratio", "established");
        forks.forEach((workload, contenders) -> {
            List<Double> spark = contenders.getOrDefault(Framework.SPARK, List.of());
            contenders.entrySet().stream()
                    .filter(entry -> entry.getKey() != Framework.SPARK && !spark.isEmpty())
                    .min(Comparator.comparingDouble(
                            entry -> Median.of(entry.getValue()).value()))
                    .ifPresent(best -> compare(table, workload, spark, best));
        });
        return table;
    }

    private static void compare(
            Table table, Workload workload, List<Double> spark, Map.Entry<Framework, List<Double>> best) {
        Median ours = Median.of(spark);
        Median theirs = Median.of(best.getValue());
        double ratio = theirs.value() / ours.value();
        double claimed = Math.max(ratio, 1 / ratio);
        boolean established = spark.size() > 1 && ours.spread() <= claimed && theirs.spread() <= claimed;
        table.row(
                workload.text(),
                join(List.of(ours.value()), "%.1f"),
                join(List.of(theirs.value()), "%.1f"),
                best.getKey().text(),
                times(ratio),
                established ? "yes" : "not established");
    }

    private static String join(List<Double> values, String format) {
        return values.stream()
                .map(value -> String.format(Locale.ROOT, format, value))
                .collect(Collectors.joining(" / "));
    }

    private static String times(double ratio) {
        return String.format(Locale.ROOT, "%.2f ×", ratio);
    }
}
