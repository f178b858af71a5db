package io.sparkactor.benchmarks.remote;

import io.sparkactor.benchmarks.measure.Figure;
import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Table;
import io.sparkactor.benchmarks.suite.Ratio;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The figures of all forks of all {@link Way ways}, less being better. Confined to one thread. */
public final class Ways {

    private final Map<String, Map<Way, List<Figure>>> answers = new LinkedHashMap<>();

    /** Adds a figure of a fork. */
    public void add(Way way, Figure figure) {
        answers.computeIfAbsent(figure.what(), what -> new EnumMap<>(Way.class))
                .computeIfAbsent(way, each -> new ArrayList<>())
                .add(figure);
    }

    private static List<Double> values(Map<Way, List<Figure>> figures, Way way) {
        return Objects.requireNonNull(figures.get(way)).stream()
                .map(Figure::value)
                .toList();
    }

    private static double median(Map<Way, List<Figure>> figures, Way way) {
        return Median.of(values(figures, way)).value();
    }

    /** What the tells come to in a second. */
    public Table rates() {
        Table table = table("messages a second");
        answers.forEach((what, figures) -> {
            if (what.contains("tell")) {
                row(table, what, way -> String.format(Locale.ROOT, "%,.0f", 1e9 / median(figures, way)));
            }
        });
        return table;
    }

    /** The medians of the forks side by side. */
    public Table medians() {
        Table table = table("median of the forks");
        answers.forEach((what, figures) -> row(table, what, way -> {
            String unit = Objects.requireNonNull(figures.get(way)).getFirst().unit();
            return Figure.of(what, median(figures, way), unit).text();
        }));
        return table;
    }

    /** How many times as long as straight over TCP each takes, and as long as by the relay it takes encrypted. */
    public Table ratios() {
        Table table = new Table(
                "how many times as long", "WebSocket : TCP", "relay : TCP", "relay : WebSocket", "encrypted : relay");
        answers.forEach((what, figures) -> table.row(
                what,
                times(figures, Way.WEB_SOCKET, Way.TCP),
                times(figures, Way.RELAY, Way.TCP),
                times(figures, Way.RELAY, Way.WEB_SOCKET),
                times(figures, Way.ENCRYPTED, Way.RELAY)));
        return table;
    }

    private static String times(Map<Way, List<Figure>> figures, Way longer, Way shorter) {
        return Ratio.text(values(figures, shorter), values(figures, longer));
    }

    /** Every fork of every way. */
    public Table forks() {
        Table table = table("each fork");
        answers.forEach((what, figures) -> row(
                table,
                what,
                way -> Objects.requireNonNull(figures.get(way)).stream()
                        .map(Figure::text)
                        .collect(Collectors.joining(" / "))));
        return table;
    }

    private static Table table(String first) {
        List<Object> headings = new ArrayList<>(List.of(first));
        for (Way way : Way.values()) {
            headings.add(way.text());
        }
        return new Table(headings.toArray());
    }

    private interface Cell {
        String of(Way way);
    }

    private static void row(Table table, String what, Cell cell) {
        List<Object> cells = new ArrayList<>(List.of(what));
        for (Way way : Way.values()) {
            cells.add(cell.of(way));
        }
        table.row(cells.toArray());
    }
}
