package io.sparkactor.examples;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A block of Java in a page, with the marker in front of it. Immutable.
 *
 * @param page the file
 * @param line where the block begins
 * @param use what the marker says: how the block is to be compiled
 * @param prints the lines that it must print, empty if it is not to be run
 * @param code the lines of the block
 */
record JavaBlock(Path page, int line, Use use, List<String> prints, List<String> code) {

    private static final Pattern MARKER =
            Pattern.compile("<!-- (run|compile|statements)(?:: prints (.*))? -->");

    /** What a block is. */
    enum Use {
        /** A whole program. */
        RUN,
        /** Declarations, which later statements of the same page know. */
        COMPILE,
        /** The body of a main method with an open {@code syndicate}. */
        STATEMENTS,
        /** There is no marker. */
        UNMARKED
    }

    /** All blocks of a page, from top to bottom. */
    static List<JavaBlock> of(Path page) throws IOException {
        var blocks = new ArrayList<JavaBlock>();
        List<String> lines = Files.readAllLines(page);
        String before = "";
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).strip().startsWith("```java")) {
                int start = i + 1;
                do {
                    i++;
                } while (!lines.get(i).strip().equals("```"));
                blocks.add(marked(page, start, before, lines.subList(start, i)));
            }
            if (!lines.get(i).isBlank()) {
                before = lines.get(i);
            }
        }
        return blocks;
    }

    private static JavaBlock marked(Path page, int line, String before, List<String> code) {
        var marker = MARKER.matcher(before.strip());
        if (!marker.matches()) {
            return new JavaBlock(page, line, Use.UNMARKED, List.of(), List.copyOf(code));
        }
        var use = Use.valueOf(marker.group(1).toUpperCase(Locale.ROOT));
        List<String> prints =
                marker.group(2) == null ? List.of() : List.of(marker.group(2).split(" \\| ", -1));
        return new JavaBlock(page, line, use, prints, List.copyOf(code));
    }

    /** A name for the program that the block becomes, so that javac's faults lead to the page. */
    String className() {
        return page.getFileName().toString().replaceAll("\\W", "_") + "_line_" + line;
    }

    List<String> imports() {
        return code.stream().filter(JavaBlock::isImport).toList();
    }

    List<String> withoutImports() {
        return code.stream().filter(line -> !isImport(line)).toList();
    }

    private static boolean isImport(String line) {
        return line.startsWith("import ");
    }

    @Override
    public String toString() {
        return Program.ROOT.relativize(page) + ":" + line;
    }
}
