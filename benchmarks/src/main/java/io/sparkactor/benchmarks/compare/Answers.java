package io.sparkactor.benchmarks.compare;

import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Table;
import io.sparkactor.benchmarks.suite.Framework;
import io.sparkactor.benchmarks.suite.Ratio;
import io.sparkactor.benchmarks.suite.Score;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The figures of all forks of all contenders. Less is better in each that has a unit of time or of memory; others, such as counts, are
 * shown, but not compared. Confined to one thread.
 */
public final class Answers {

    private static final Set<String> COMPARED = Set.of("ns", "µs", "ms", "s", "bytes");
    private static final String NOTHING = "";

    private final Map<String, Map<Framework, List<Double>>> values = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    /** Adds a figure of a fork. */
    public void add(Framework framework, Figure figure) {
        units.put(figure.what(), figure.unit());
        values.computeIfAbsent(figure.what(), key -> new EnumMap<>(Framework.class))
                .computeIfAbsent(framework, key -> new ArrayList<>())
                .add(figure.value());
    }

    /**
     * What a contender reached.
     *
     * @throws IllegalArgumentException if it did not answer that
     */
    public Score score(String what, Framework framework) {
        List<Double> forks = values.getOrDefault(what, Map.of()).get(framework);
        if (forks == null) {
            throw new IllegalArgumentException("no figure of " + framework + " says: " + what);
        }
        return new Score(framework, forks);
    }

    /** Spark's figure as a multiple of Pekko's, with the most that it may be. */
    public Figure timesPekko(String what, double bar) {
        Ratio ratio = new Ratio(score(what, Framework.SPARK), score(what, Framework.PEKKO));
        String remark = ratio.isEstablished() ? NOTHING : " (difference not established)";
        return Figure.of(what + ", as a multiple of Pekko's" + remark, 1 / ratio.value(), bar, "×");
    }

    /** How many times as large one figure of a contender is as another, with the most that it may be. */
    public Figure growth(Framework framework, String from, String to, double bar) {
        double times = score(to, framework).nanos() / score(from, framework).nanos();
        return Figure.of("%s: %s, as a multiple of %s".formatted(framework.text(), to, from), times, bar, "×");
    }

    /** Spark's figure with the most that it may be. */
    public Figure ours(String what, double bar) {
        return Figure.of(what, score(what, Framework.SPARK).nanos(), bar, unit(what));
    }

    /** The medians of the forks side by side, and how many times as good Spark is. */
    public Table comparison() {
        Table table =
                new Table("median of the forks", "Spark", "Pekko default", "ratio", Framework.THREADS.text(), "ratio");
        for (String what : values.keySet()) {
            table.row(
                    what,
                    median(what, Framework.SPARK),
                    median(what, Framework.PEKKO),
                    ratio(what, Framework.PEKKO),
                    median(what, Framework.THREADS),
                    ratio(what, Framework.THREADS));
        }
        return table;
    }

    /** As {@link #comparison()}, with one rival alone. */
    public Table comparison(Framework rival) {
        Table table = new Table("median of the forks", Framework.SPARK.text(), rival.text(), "ratio");
        for (String what : values.keySet()) {
            table.row(what, median(what, Framework.SPARK), median(what, rival), ratio(what, rival));
        }
        return table;
    }

    /** What was answered, in the order in which it was first. */
    public List<String> questions() {
        return List.copyOf(values.keySet());
    }

    /** Every fork of every contender. */
    public Table forks() {
        Table table = new Table("figure", "contender", "each fork");
        values.forEach((what, all) -> all.forEach((framework, forks) -> table.row(
                what,
                framework.text(),
                forks.stream().map(value -> text(what, value)).collect(Collectors.joining(" / ")))));
        return table;
    }

    private boolean has(String what, Framework framework) {
        return values.getOrDefault(what, Map.of()).containsKey(framework);
    }

    private String median(String what, Framework framework) {
        return has(what, framework) ? text(what, score(what, framework).nanos()) : NOTHING;
    }

    private String ratio(String what, Framework rival) {
        return COMPARED.contains(unit(what)) && has(what, Framework.SPARK) && has(what, rival)
                ? new Ratio(score(what, Framework.SPARK), score(what, rival)).text()
                : NOTHING;
    }

    private String text(String what, double value) {
        return Figure.of(what, value, unit(what)).text();
    }

    private String unit(String what) {
        return units.getOrDefault(what, NOTHING);
    }
}
