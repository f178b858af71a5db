package io.sparkactor.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.examples.JavaBlock.Use;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compiles and runs the code in the pages, and looks whether the commands and files that they name
 * exist.
 */
class DocumentationTest {

    private static final Pattern COMMAND = Pattern.compile("\\./spark ([a-z]+)");
    private static final Pattern RUN = Pattern.compile("\\./spark run (examples/\\w+\\.java)");
    private static final Pattern BENCHMARK = Pattern.compile("\\./spark bench ([A-Z]\\w+)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");
    private static final int QUICK_START = 25;

    @TempDir private Path folder;

    @TestFactory
    Stream<DynamicTest> blocksDoWhatTheirPageSays() throws IOException {
        var tests = new ArrayList<DynamicTest>();
        for (Path page : pages()) {
            List<JavaBlock> known = new ArrayList<>();
            for (JavaBlock block : JavaBlock.of(page)) {
                List<JavaBlock> before = List.copyOf(known);
                tests.add(DynamicTest.dynamicTest(block.toString(), () -> check(block, before)));
                if (block.use() == Use.COMPILE) {
                    known.add(block);
                }
            }
        }
        assertThat(tests).hasSizeGreaterThan(2);
        return tests.stream();
    }

    private void check(JavaBlock block, List<JavaBlock> known) throws Exception {
        assertThat(block.use())
                .as("%s has a marker; see CONTRIBUTING.md", block)
                .isNotEqualTo(Use.UNMARKED);
        Path classes = Files.createTempDirectory(folder, "block");
        Path source = classes.resolve(block.className() + ".java");
        Files.writeString(source, String.join("\n", program(block, known)), UTF_8);
        Program program = Program.compile(source, classes);
        if (block.use() == Use.RUN || !block.prints().isEmpty()) {
            Program.Outcome outcome = program.run();
            assertThat(outcome.lines())
                    .as(
                            "%s, which ended with %s and said %s",
                            block, outcome.exitCode(), outcome.err())
                    .isEqualTo(block.prints());
        }
    }

    private static List<String> program(JavaBlock block, List<JavaBlock> known) {
        if (block.use() == Use.RUN) {
            return block.code();
        }
        var lines = new ArrayList<String>();
        lines.add("import module io.sparkactor;");
        Stream.concat(known.stream(), Stream.of(block)).forEach(one -> lines.addAll(one.imports()));
        known.forEach(one -> lines.addAll(one.withoutImports()));
        if (block.use() == Use.COMPILE) {
            lines.addAll(block.withoutImports());
            lines.add("void main() {}");
        } else {
            lines.add(
                    "void main() throws Exception { try (var syndicate = Syndicate.open(\"docs\")) {");
            lines.addAll(block.withoutImports());
            lines.add("} }");
        }
        return lines;
    }

    @Test
    void theQuickStartIsShortAndTheSameAsTheExample() throws IOException {
        List<String> first = JavaBlock.of(Program.ROOT.resolve("README.md")).getFirst().code();
        assertThat(first).hasSizeLessThanOrEqualTo(QUICK_START);
        String example = Files.readString(Program.ROOT.resolve("examples/Hello.java"));
        assertThat(example).endsWith(String.join("\n", first) + "\n");
    }

    @Test
    void commandsExistInTheHelpOfTheLauncher() throws Exception {
        Process help = new ProcessBuilder(Program.ROOT.resolve("spark").toString(), "help").start();
        Set<String> commands =
                found(COMMAND, new String(help.getInputStream().readAllBytes(), UTF_8));
        assertThat(help.waitFor()).isZero();
        for (Path page : pages()) {
            String text = Files.readString(page);
            assertThat(commands).as(page.toString()).containsAll(found(COMMAND, text));
            for (String example : found(RUN, text)) {
                assertThat(Program.ROOT.resolve(example)).exists();
            }
            for (String benchmark : found(BENCHMARK, text)) {
                assertThat(
                                Program.ROOT.resolve(
                                        "benchmarks/src/main/java/io/sparkactor/benchmarks/"
                                                + benchmark
                                                + ".java"))
                        .exists();
            }
        }
    }

    @Test
    void linksLeadSomewhere() throws IOException {
        var broken = new ArrayList<String>();
        for (Path page : allPages()) {
            List<String> lines = Files.readAllLines(page);
            for (int i = 0; i < lines.size(); i++) {
                for (String link : found(LINK, lines.get(i))) {
                    if (!link.contains(":") && !leadsSomewhere(page, link)) {
                        broken.add(Program.ROOT.relativize(page) + ":" + (i + 1) + ": " + link);
                    }
                }
            }
        }
        assertThat(broken).as("links to files or headings that do not exist").isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || anchors(target).contains(parts[1]));
    }

    /** Of the headings of a page, as GitHub makes them. */
    private static Set<String> anchors(Path page) throws IOException {
        return found(HEADING, Files.readString(page)).stream()
                .map(heading ->
                        heading.toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\w\\- ]", "")
                                .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    @Test
    void everyDecisionIsInTheList() throws IOException {
        Path folder = Program.ROOT.resolve("docs/adr");
        String list = Files.readString(folder.resolve("README.md"));
        try (var decisions = Files.newDirectoryStream(folder, "[0-9]*.md")) {
            for (Path decision : decisions) {
                assertThat(list).contains("](" + decision.getFileName() + ")");
            }
        }
    }

    private static Set<String> found(Pattern pattern, String text) {
        var all = new LinkedHashSet<String>();
        pattern.matcher(text).results().forEach(result -> all.add(result.group(1)));
        return all;
    }

    private static List<Path> pages() throws IOException {
        var pages = new ArrayList<Path>();
        for (Path folder :
                List.of(
                        Program.ROOT,
                        Program.ROOT.resolve("docs"),
                        Program.ROOT.resolve("docs/adr"))) {
            try (var files = Files.newDirectoryStream(folder, "*.md")) {
                files.forEach(pages::add);
            }
        }
        pages.sort(null);
        return pages;
    }

    /** With those of the modules. */
    private static List<Path> allPages() throws IOException {
        var pages = new ArrayList<>(pages());
        try (var folders = Files.newDirectoryStream(Program.ROOT, Files::isDirectory)) {
            for (Path folder : folders) {
                Path page = folder.resolve("README.md");
                if (Files.exists(page)) {
                    pages.add(page);
                }
            }
        }
        return pages;
    }
}
