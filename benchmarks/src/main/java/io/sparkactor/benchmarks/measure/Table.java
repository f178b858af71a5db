package io.sparkactor.benchmarks.measure;

import java.util.ArrayList;
import java.util.List;

/** A table in Markdown with aligned columns. Confined to one thread. */
public final class Table {

    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these headings. */
    public Table(Object... headings) {
        row(headings);
    }

    /** Adds a row. */
    public void row(Object... cells) {
        rows.add(List.of(cells).stream().map(Object::toString).toList());
    }

    /** The table in Markdown. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            List<String> row = rows.get(i);
            for (int column = 0; column < row.size(); column++) {
                text.append(i == 1 && column == 0 ? rule() : "").append("| ").append(padded(row.get(column), column));
            }
            text.append("|\n");
        }
        return text.toString().stripTrailing();
    }

    private String rule() {
        StringBuilder rule = new StringBuilder();
        for (int column = 0; column < rows.getFirst().size(); column++) {
            rule.append('|').append("-".repeat(width(column) + 2));
        }
        return rule.append("|\n").toString();
    }

    private String padded(String cell, int column) {
        return cell + " ".repeat(width(column) - cell.length() + 1);
    }

    private int width(int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }
}
