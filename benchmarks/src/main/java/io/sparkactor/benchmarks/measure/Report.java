package io.sparkactor.benchmarks.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What a benchmark prints: Markdown, on the screen at once and into a file at the end if wanted. Confined to one thread. */
public final class Report {

    private final StringBuilder all = new StringBuilder();

    /** A report with a title, and a line about the machine. */
    public Report(String title) {
        text("# " + title);
        text(Machine.text());
    }

    /** Says on the screen alone how far the benchmark is. */
    public static void progress(String format, Object... values) {
        System.err.println(String.format(Locale.ROOT, format, values));
    }

    /** Adds a paragraph. */
    public void text(String paragraph) {
        System.out.println(paragraph + "\n");
        all.append(paragraph).append("\n\n");
    }

    /** Adds a table. */
    public void table(Table table) {
        text(table.toString());
    }

    /** Adds a table of figures under a heading. */
    public void figures(String heading, List<Figure> figures) {
        text("## " + heading);
        Table table = new Table("figure", "measured", "bar", "verdict");
        figures.forEach(figure -> table.row(figure.row()));
        table(table);
    }

    /** Adds a plot, in a file beside that of the option {@code --out}, with the same name but for its end; nothing without that option. */
    public void plot(Arguments arguments, String title, String svg) {
        arguments.text("--out").map(Path::of).ifPresent(file -> {
            String name = file.getFileName().toString().replaceFirst("\\.md$", "") + ".svg";
            text("![%s](%s)".formatted(title, name));
            write(file.resolveSibling(name), svg);
        });
    }

    /** The whole report. */
    public String markdown() {
        return all.toString().stripTrailing() + "\n";
    }

    /** Writes the report to the file of the option {@code --out}, if it was given. */
    public void write(Arguments arguments) {
        arguments.text("--out").map(Path::of).ifPresent(file -> write(file, markdown()));
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write to " + file, e);
        }
    }
}
