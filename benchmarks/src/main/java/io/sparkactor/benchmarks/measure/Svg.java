package io.sparkactor.benchmarks.measure;

import java.util.Locale;

/**
 * A drawing of bars, lines and words as SVG, readable on light and on dark pages: it brings its own ground, and follows the reader's
 * preference. Looks are style classes: {@code title}, {@code strong}, {@code small}, {@code axis}, {@code ours}, {@code theirs}, {@code
 * plain}, {@code faint}, and {@code curve} beside one of those. Confined to one thread.
 */
public final class Svg {

    private static final String STYLE = """
            <style>
            text { font: 13px system-ui, sans-serif; fill: #1f2328 }
            .title { font-size: 16px; font-weight: 600 }
            .strong { font-weight: 600 }
            .small { font-size: 11px; fill: #59636e }
            .end { text-anchor: end }
            .middle { text-anchor: middle }
            .ground { fill: #ffffff; stroke: #d1d9e0 }
            .axis { stroke: #818b98 }
            .fork { stroke: #1f2328 }
            .ours { fill: #d9480f }
            .theirs { fill: #1971c2 }
            .plain { fill: #868e96 }
            .curve { stroke-width: 2 }
            .curve.ours { stroke: #d9480f }
            .curve.theirs { stroke: #1971c2 }
            .curve.plain { stroke: #868e96 }
            .faint { opacity: 0.35 }
            @media (prefers-color-scheme: dark) {
              text { fill: #e6edf3 }
              .small { fill: #9198a1 }
              .ground { fill: #0d1117; stroke: #3d444d }
              .axis { stroke: #656c76 }
              .fork { stroke: #e6edf3 }
              .ours { fill: #ff8a4c }
              .theirs { fill: #4dabf7 }
              .curve.ours { stroke: #ff8a4c }
              .curve.theirs { stroke: #4dabf7 }
            }
            </style>
            """;

    private final StringBuilder body = new StringBuilder();

    /** A drawing of this size; the title is for readers who cannot see it. */
    public Svg(int width, int height, String title) {
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" width=\"%d\" height=\"%d\" role=\"img\">",
                width, height, width, height);
        add("<title>%s</title>", escaped(title));
        body.append(STYLE);
        add("<rect class=\"ground\" x=\"0.5\" y=\"0.5\" width=\"%d\" height=\"%d\" rx=\"6\"/>", width - 1, height - 1);
    }

    /** Adds a filled box. */
    public void box(String look, double x, double y, double width, double height) {
        add(
                "<rect class=\"%s\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" rx=\"1\"/>",
                look, x, y, width, height);
    }

    /** Adds a line. */
    public void line(String look, double x1, double y1, double x2, double y2) {
        add("<line class=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", look, x1, y1, x2, y2);
    }

    /** Adds words whose baseline begins there; with the class {@code end} or {@code middle}, ends or is centred there. */
    public void text(String look, double x, double y, String words) {
        add("<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>", look, x, y, escaped(words));
    }

    /** The drawing as text. */
    @Override
    public String toString() {
        return body + "</svg>\n";
    }

    private void add(String format, Object... values) {
        body.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
