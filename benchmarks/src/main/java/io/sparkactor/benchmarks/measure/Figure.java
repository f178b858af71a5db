package io.sparkactor.benchmarks.measure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One figure of a result, and the most or the least that it may be. Immutable; travels from a child JVM as a line of text.
 *
 * @param what what it says
 * @param value the figure; not a number if there was nothing to measure
 * @param side on which side of the bar it should be
 * @param bar the most or the least that it may be; not a number if there is no bar
 * @param unit of both
 */
public record Figure(String what, double value, Side side, double bar, String unit) {

    /** Where a figure that meets its bar stands. */
    public enum Side {
        /** At the bar or below. */
        AT_MOST("≤ "),
        /** At the bar or above. */
        AT_LEAST("≥ ");

        private final String sign;

        Side(String sign) {
            this.sign = sign;
        }
    }

    private static final String SEPARATOR = "\t";

    /** A figure with the most that it may be. */
    public static Figure of(String what, double value, double bar, String unit) {
        return new Figure(what, value, Side.AT_MOST, bar, unit);
    }

    /** A figure with the least that it may be. */
    public static Figure atLeast(String what, double value, double bar, String unit) {
        return new Figure(what, value, Side.AT_LEAST, bar, unit);
    }

    /** A figure without a bar. */
    public static Figure of(String what, double value, String unit) {
        return of(what, value, Double.NaN, unit);
    }

    /** The median, the 99th percentile and the longest of latencies, in this order, without bars. */
    public static List<Figure> latencies(String what, Latencies latencies) {
        return latencies(what, latencies, Double.NaN, Double.NaN);
    }

    /** The median, the 99th percentile and the longest of latencies, with bars in milliseconds for the last two. */
    public static List<Figure> latencies(String what, Latencies latencies, double barOfP99, double barOfMax) {
        return List.of(
                of(what + ", how many times", latencies.count(), ""),
                of(what + ", p50", latencies.millis(50), "ms"),
                of(what + ", p99", latencies.millis(99), barOfP99, "ms"),
                of(what + ", max", latencies.longestMillis(), barOfMax, "ms"));
    }

    /** Percentiles of latencies in microseconds, without bars; the hundredth is the longest. */
    public static List<Figure> micros(String what, Latencies latencies, double... percentiles) {
        return Arrays.stream(percentiles)
                .mapToObj(each -> of(what + ", " + name(each), latencies.micros(each), "µs"))
                .toList();
    }

    private static String name(double percentile) {
        return percentile == 100
                ? "max"
                : "p" + (percentile == Math.rint(percentile) ? "" + (int) percentile : percentile);
    }

    /** Reads {@link #line}. */
    public static Figure parse(String line) {
        List<String> parts = List.of(line.split(SEPARATOR, -1));
        return new Figure(
                parts.get(0),
                Double.parseDouble(parts.get(1)),
                Side.valueOf(parts.get(2)),
                Double.parseDouble(parts.get(3)),
                parts.get(4));
    }

    /** The figure as a line of text. */
    public String line() {
        return String.join(SEPARATOR, what, Double.toString(value), side.name(), Double.toString(bar), unit);
    }

    /** Whether the figure is on its side of the bar. */
    public boolean isMet() {
        return Double.isNaN(bar) || (side == Side.AT_MOST ? value <= bar : value >= bar);
    }

    /** The columns of a table: what, figure, bar, verdict. */
    public Object[] row() {
        String verdict = Double.isNaN(bar) ? "" : isMet() ? "met" : "NOT MET";
        return new Object[] {what, text(value), Double.isNaN(bar) ? "" : side.sign + text(bar), verdict};
    }

    /** The figure and its unit. */
    public String text() {
        return text(value);
    }

    private String text(double number) {
        if (Double.isNaN(number)) {
            return "none";
        }
        String digits = number == Math.rint(number) ? "%,.0f" : Math.abs(number) < 10 ? "%.3f" : "%,.1f";
        return (String.format(Locale.ROOT, digits, number) + " " + unit).strip();
    }
}
