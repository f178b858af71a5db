package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/**
 * How many times as fast as its rivals Spark is, row by row, on a logarithmic scale; what is not established is faint. Confined to one
 * thread.
 */
public final class RatioChart {

    private static final int WIDTH = 820;
    private static final int LEFT = 250;
    private static final int RIGHT = WIDTH - 190;
    private static final int TOP = 96;
    private static final int BAR = 13;
    private static final int ROW = 2 * BAR + 14;
    private static final List<Double> TICKS = List.of(0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0, 100.0, 200.0);

    private final Results results;
    private final String caption;
    private final double low;
    private final double high;

    /** Of these results; the caption says where they come from. */
    public RatioChart(Results results, String caption) {
        this.results = results;
        this.caption = caption;
        List<Double> values = results.rows().stream()
                .flatMap(row -> Stream.of(results.toPekko(row), results.toThreads(row)))
                .flatMap(Optional::stream)
                .map(Ratio::value)
                .toList();
        low = Math.min(0.5, values.stream().mapToDouble(value -> value).min().orElse(1));
        high = Math.max(2, values.stream().mapToDouble(value -> value).max().orElse(1));
    }

    /** The drawing. */
    public String svg() {
        List<Workload> rows = new ArrayList<>(results.rows());
        int bottom = TOP + (rows.size() + 1) * ROW;
        Svg svg = new Svg(WIDTH, bottom + 34, "How many times as fast as its rivals Spark is: " + results.contenders());
        svg.text("title", 16, 28, "Times as fast: Spark against its rivals");
        svg.text("small", 16, 46, caption);
        legend(svg);
        axis(svg, bottom);
        for (int i = 0; i < rows.size(); i++) {
            double y = TOP + i * ROW + 7;
            svg.text("end", LEFT - 12, y + BAR + 5, rows.get(i).text());
            bar(svg, "theirs", y, results.toPekko(rows.get(i)));
            bar(svg, "plain", y + BAR, results.toThreads(rows.get(i)));
        }
        means(svg, TOP + rows.size() * ROW + 7);
        return svg.toString();
    }

    private void means(Svg svg, double y) {
        List<Ratio> ratios = results.ofMean(results::toPekko);
        if (!ratios.isEmpty()) {
            svg.text("strong end", LEFT - 12, y + BAR + 5, "geometric mean of the first " + ratios.size());
        }
        mean(svg, "theirs", y, Results.mean(ratios));
        mean(svg, "plain", y + BAR, Results.mean(results.ofMean(results::toThreads)));
    }

    private void legend(Svg svg) {
        svg.box("theirs", 16, 58, 10, 10);
        svg.text("small", 31, 67, "against the best Pekko of the row");
        if (results.hasThreads()) {
            svg.box("plain", 226, 58, 10, 10);
            svg.text("small", 241, 67, "against a virtual thread per actor");
        }
        svg.text("small", 440, 67, "faint: not established, the forks differ by more");
    }

    private void axis(Svg svg, int bottom) {
        for (double tick : TICKS) {
            if (tick >= low && tick <= high) {
                svg.line(tick == 1 ? "axis fork" : "axis faint", x(tick), TOP, x(tick), bottom);
                String words = tick < 1 ? Double.toString(tick) : Integer.toString((int) tick);
                svg.text("small middle", x(tick), bottom + 16, words + " ×");
            }
        }
    }

    private void bar(Svg svg, String look, double y, Optional<Ratio> ratio) {
        ratio.ifPresent(some -> {
            String faint = some.isEstablished() ? "" : " faint";
            draw(svg, look + faint, y, some.value(), nanos(some));
        });
    }

    private void mean(Svg svg, String look, double y, OptionalDouble mean) {
        mean.ifPresent(value -> draw(svg, look, y, value, ""));
    }

    private void draw(Svg svg, String look, double y, double value, String words) {
        double from = Math.min(x(1), x(value));
        double to = Math.max(x(1), x(value));
        svg.box(look, from, y, to - from, BAR - 2);
        svg.text("small", to + 5, y + BAR - 3, Ratio.times(value) + words);
    }

    private static String nanos(Ratio ratio) {
        return DoubleStream.of(ratio.ours().nanos(), ratio.theirs().nanos())
                .mapToObj("%,.0f"::formatted)
                .reduce((ours, theirs) -> "  (%s against %s ns)".formatted(ours, theirs))
                .orElseThrow();
    }

    private double x(double ratio) {
        return LEFT + (RIGHT - LEFT) * Math.log(ratio / low) / Math.log(high / low);
    }
}
