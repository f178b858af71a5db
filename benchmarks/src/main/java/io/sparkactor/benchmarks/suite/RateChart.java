package io.sparkactor.benchmarks.suite;

import io.sparkactor.benchmarks.measure.Median;
import io.sparkactor.benchmarks.measure.Svg;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Operations a second of Spark, the best Pekko and plain virtual threads. Each row has a scale of its own, up to its fastest fork; a
 * thin line goes from a contender's slowest fork to its fastest. Confined to one thread.
 */
public final class RateChart {

    private static final int WIDTH = 820;
    private static final int LEFT = 250;
    private static final int RIGHT = WIDTH - 220;
    private static final int TOP = 80;
    private static final int BAR = 13;
    private static final int ROW = 3 * BAR + 14;

    private final Results results;
    private final String caption;

    /** Of these results; the caption says where they come from. */
    public RateChart(Results results, String caption) {
        this.results = results;
        this.caption = caption;
    }

    /** The drawing. */
    public String svg() {
        List<Workload> rows = new ArrayList<>(results.rows());
        int bottom = TOP + rows.size() * ROW;
        Svg svg = new Svg(WIDTH, bottom + 16, "Operations a second of " + results.contenders());
        svg.text("title", 16, 28, "Operations a second, each row on a scale of its own");
        svg.text("small", 16, 46, caption);
        svg.text(
                "small",
                16,
                64,
                "Thin lines: from the slowest fork to the fastest. Pekko with its best settings for each row.");
        for (int i = 0; i < rows.size(); i++) {
            row(svg, rows.get(i), TOP + i * ROW + 7);
        }
        svg.line("axis", LEFT, TOP, LEFT, bottom);
        return svg.toString();
    }

    private void row(Svg svg, Workload row, double y) {
        svg.text("end", LEFT - 12, y + 1.5 * BAR + 4, row.text());
        List<Optional<Score>> scores = List.of(
                results.score(row, Framework.SPARK), results.bestPekko(row), results.score(row, Framework.THREADS));
        double most = scores.stream()
                .flatMap(Optional::stream)
                .mapToDouble(RateChart::fastest)
                .max()
                .orElse(1);
        for (int i = 0; i < scores.size(); i++) {
            String look = List.of("ours", "theirs", "plain").get(i);
            double top = y + i * BAR;
            scores.get(i).ifPresent(score -> bar(svg, look, top, score, most));
        }
    }

    private static void bar(Svg svg, String look, double y, Score score, double most) {
        double scale = (RIGHT - LEFT) / most;
        double middle = y + (BAR - 2) / 2.0;
        double end = LEFT + fastest(score) * scale;
        svg.box(look, LEFT, y, score.perSecond() * scale, BAR - 2);
        svg.line("fork", LEFT + 1e9 / Median.of(score.forks()).worst() * scale, middle, end, middle);
        svg.text(
                "small",
                end + 5,
                y + BAR - 3,
                amount(score.perSecond()) + "/s  " + score.framework().text());
    }

    private static double fastest(Score score) {
        return score.forks().stream().mapToDouble(nanos -> 1e9 / nanos).max().orElseThrow();
    }

    private static String amount(double number) {
        if (number < 1e3) {
            return digits(number);
        }
        double millions = number / 1e6;
        return millions >= 1 ? digits(millions) + " M" : digits(number / 1e3) + " k";
    }

    private static String digits(double number) {
        return String.format(Locale.ROOT, number < 10 ? "%.1f" : "%.0f", number);
    }
}
