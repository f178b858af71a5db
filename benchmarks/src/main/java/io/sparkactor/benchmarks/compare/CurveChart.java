package io.sparkactor.benchmarks.compare;

import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Svg;
import io.sparkactor.benchmarks.suite.Framework;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/**
 * How a figure of each contender changes with a size, on logarithmic scales; a thin line goes from a contender's fastest fork to its
 * slowest. Confined to one thread.
 */
public final class CurveChart {

    private static final int WIDTH = 820;
    private static final int HEIGHT = 420;
    private static final int LEFT = 80;
    private static final int RIGHT = WIDTH - 110;
    private static final int TOP = 92;
    private static final int BOTTOM = HEIGHT - 52;
    private static final double POINT = 7;
    private static final List<String> LOOKS = List.of("ours", "theirs", "plain");

    private final String title;
    private final String caption;
    private final String across;
    private final Answers answers;
    private final SortedMap<Integer, String> points;
    private final double low;
    private final double high;

    /**
     * A chart of figures in nanoseconds.
     *
     * @param caption where the figures come from
     * @param across what the sizes are
     * @param points for each size, what its figure says
     */
    public CurveChart(String title, String caption, String across, Answers answers, SortedMap<Integer, String> points) {
        this.title = title;
        this.caption = caption;
        this.across = across;
        this.answers = answers;
        this.points = points;
        double[] all = points.values().stream()
                .flatMap(what ->
                        Three.ALL.stream().flatMap(framework -> answers.score(what, framework).forks().stream()))
                .mapToDouble(value -> value)
                .sorted()
                .toArray();
        low = Math.pow(10, Math.floor(Math.log10(all[0])));
        high = Math.pow(10, Math.ceil(Math.log10(all[all.length - 1])));
    }

    /** The drawing. */
    public String svg() {
        Svg svg = new Svg(WIDTH, HEIGHT, title);
        svg.text("title", 16, 28, title);
        svg.text("small", 16, 46, caption);
        for (int i = 0; i < LOOKS.size(); i++) {
            svg.box(LOOKS.get(i), 16 + i * 190, 58, 10, 10);
            svg.text("small", 31 + i * 190, 67, Three.ALL.get(i).text());
        }
        axes(svg);
        for (int i = LOOKS.size() - 1; i >= 0; i--) {
            curve(svg, LOOKS.get(i), Three.ALL.get(i));
        }
        return svg.toString();
    }

    private void axes(Svg svg) {
        for (double tick = low; tick <= high * 1.01; tick *= 10) {
            svg.line("axis faint", LEFT, y(tick), RIGHT, y(tick));
            svg.text("small end", LEFT - 8, y(tick) + 4, nanos(tick));
        }
        svg.line("axis", LEFT, TOP, LEFT, BOTTOM);
        svg.line("axis", LEFT, BOTTOM, RIGHT, BOTTOM);
        for (int size : points.keySet()) {
            svg.text("small middle", x(size), BOTTOM + 18, String.format(Locale.ROOT, "%,d", size));
        }
        svg.text("small middle", (LEFT + RIGHT) / 2.0, BOTTOM + 38, across);
    }

    private void curve(Svg svg, String look, Framework framework) {
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        double last = Double.NaN;
        for (var point : points.entrySet()) {
            Median forks = Median.of(answers.score(point.getValue(), framework).forks());
            double x = x(point.getKey());
            double y = y(forks.value());
            svg.line("fork", x, y(forks.worst()), x, y(forks.worst() / forks.spread()));
            if (!Double.isNaN(lastX)) {
                svg.line("curve " + look, lastX, lastY, x, y);
            }
            svg.box(look, x - POINT / 2, y - POINT / 2, POINT, POINT);
            lastX = x;
            lastY = y;
            last = forks.value();
        }
        svg.text("small", RIGHT + 10, lastY + 4, nanos(last));
    }

    private static String nanos(double value) {
        return value < 10_000
                ? String.format(Locale.ROOT, "%,.0f ns", value)
                : String.format(Locale.ROOT, "%,.0f µs", value / 1e3);
    }

    private double x(double size) {
        return LEFT
                + (RIGHT - LEFT)
                        * Math.log(size / points.firstKey())
                        / Math.log((double) points.lastKey() / points.firstKey());
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * Math.log(value / low) / Math.log(high / low);
    }
}
