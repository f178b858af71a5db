package io.sparkactor.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sparkactor.examples.Program.Outcome;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs WordCount over folders made here, and compares it with plain sequential code. */
class WordCountTest {

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{Nd}]+(?:'[\\p{L}\\p{Nd}]+)*");
    private static final int TOP = 20;

    @TempDir private static Path classes;

    private static Program wordCount;

    @TempDir private Path folder;

    @BeforeAll
    static void compile() {
        wordCount = Program.example("WordCount", classes);
    }

    @Test
    void countsTheSameAsPlainSequentialCode() throws Exception {
        var random = new Random(20261123);
        Corpus corpus = new Corpus(folder);
        corpus.text("empty.txt", "");
        corpus.text("blank.md", " \n\t ' '' \u3000 ");
        corpus.text(
                "odd.txt",
                "Don't 'quote' rock''n''roll \u0130stanbul \u1e9e STRASSE \u039f\u0394\u039f\u03a3 e\u0301 \ufeffbom"
                        + " \ud835\udc9cb 12'000 \u0663\u0664 \u4e2d\u6587 dog's' x' \ud83d\ude00y");
        corpus.text("no-newline-at-the-end.txt", "last w\u00f6rd");
        corpus.text("a/b/c/deep.txt", words(random, 500));
        for (int i = 0; i < 40; i++) {
            corpus.text("many/" + i + ".txt", words(random, 300));
        }
        corpus.text("big.txt", words(random, 600_000));
        // Characters of one to four bytes at every offset from the borders of chunks.
        corpus.text(
                "borders.txt",
                "x".repeat(random.nextInt(7)) + " a\u00e9\u4e2d\ud835\udc9c'z".repeat(100_000));
        corpus.text("one-word.txt", "\u00e4".repeat(700_000));
        corpus.bytes("nul.bin", new byte[] {'a', ' ', 0, 'b'});
        corpus.bytes("latin1.txt", new byte[] {'g', 'r', (byte) 0xfc, (byte) 0xdf, 'e'});
        corpus.bytes("cut.txt", new byte[] {'a', ' ', (byte) 0xe2, (byte) 0x82});
        corpus.bytes("late.bin", (words(random, 100_000) + "\0").getBytes(UTF_8));

        Outcome outcome = wordCount.run(folder.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines()).startsWith(corpus.expectedTop().toArray(String[]::new));
        assertThat(outcome.lines()).contains(corpus.expectedTotals().toArray(String[]::new));
        assertThat(outcome.lines().stream().filter(line -> line.startsWith("skipped " + folder)))
                .containsExactly(
                        "skipped "
                                + folder.resolve("cut.txt")
                                + ": binary: malformed UTF-8 at byte 2",
                        "skipped " + folder.resolve("late.bin") + ": binary: a NUL byte",
                        "skipped "
                                + folder.resolve("latin1.txt")
                                + ": binary: malformed UTF-8 at byte 2",
                        "skipped " + folder.resolve("nul.bin") + ": binary: a NUL byte");
    }

    @Test
    void eachFileCountsOnceAndCirclesOfLinksEnd() throws Exception {
        Corpus corpus = new Corpus(folder);
        corpus.text("sub/a.txt", "one two two");
        corpus.text(".git/config", "hidden");
        corpus.text("sub/.hidden.txt", "three");
        Files.createSymbolicLink(folder.resolve("sub/up"), Path.of(".."));
        Files.createSymbolicLink(folder.resolve("again.txt"), Path.of("sub/a.txt"));
        Files.createSymbolicLink(folder.resolve("dangling"), Path.of("nowhere"));
        Files.createSymbolicLink(folder.resolve("itself"), Path.of("itself"));

        Outcome outcome =
                wordCount.run(
                        folder.toString(),
                        folder.resolve("sub").toString(),
                        folder.resolve("sub/a.txt").toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines())
                .contains(
                        "         2  two",
                        "files: 2",
                        "words: 4",
                        "distinct words: 3",
                        "skipped files: 2")
                .contains("skipped " + folder.resolve("dangling") + ": no such file")
                .anyMatch(line ->
                        line.startsWith(
                                "skipped " + folder.resolve("itself") + ": Too many levels"));
    }

    @Test
    void aHiddenFolderThatIsNamedIsCounted() throws Exception {
        new Corpus(folder).text(".git/config", "hidden words");
        assertThat(wordCount.run(folder.resolve(".git").toString()).lines())
                .contains("files: 1", "words: 2");
    }

    @Test
    void aFileThatFailsWhileItIsReadIsSkippedAndTheOthersCount() throws Exception {
        Path unreadable = Path.of("/proc/self/mem");
        assumeTrue(Files.isRegularFile(unreadable));
        new Corpus(folder).text("a.txt", "one two");

        Outcome outcome = wordCount.run(unreadable.toString(), folder.toString());

        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.lines())
                .contains("files: 1", "words: 2", "skipped files: 1")
                .anyMatch(line -> line.startsWith("skipped " + unreadable + ": "));
    }

    @Test
    void aMissingPathIsOneLineAndExitCodeOne() throws Exception {
        Outcome outcome = wordCount.run(folder.toString(), folder.resolve("missing").toString());
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .containsExactly(
                        "WordCount: there is no file or folder \""
                                + folder.resolve("missing")
                                + "\"");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void anEmptyPathIsMissing() throws Exception {
        Outcome outcome = wordCount.run("");
        assertThat(outcome.exitCode()).isEqualTo(1);
        assertThat(outcome.err().lines())
                .containsExactly("WordCount: there is no file or folder \"\"");
    }

    @Test
    void withoutArgumentsTheUsageIsShownAndTheExitCodeIsTwo() throws Exception {
        Outcome outcome = wordCount.run();
        assertThat(outcome.exitCode()).isEqualTo(2);
        assertThat(outcome.err().lines())
                .containsExactly("usage: ./spark run examples/WordCount.java PATH…");
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void progressEndsWithTheTotals() throws Exception {
        Corpus corpus = new Corpus(folder);
        corpus.text("a.txt", "one two two");
        corpus.bytes("b.bin", new byte[] {'x', ' ', 0});
        assertThat(wordCount.run(folder.toString()).err().lines().toList().getLast())
                .startsWith("[####################] 2/2 files, 0.0 MB, 3 words, ");
    }

    @Test
    void aFileLargerThanTheHeapIsCounted() throws Exception {
        Path big = bigFile(48);
        Outcome outcome = wordCount.run(List.of("-Xmx24m", "-XX:+UseSerialGC"), big.toString());
        assertThat(outcome.lines()).contains("files: 1", "bytes: " + Files.size(big));
        assertThat(outcome.exitCode()).isZero();
    }

    @Test
    void anInterruptEndsItAtOnce() throws Exception {
        Interrupt.assumePossible();
        Path err = folder.resolve("err");
        Process process =
                wordCount.start(
                        Interrupt.DEFAULT,
                        List.of("-Xint"),
                        folder.resolve("out"),
                        err,
                        bigFile(48).toString());
        try {
            while (process.isAlive()
                    && Files.size(err) == 0) { // the first line shows that it counts
                process.waitFor(10, TimeUnit.MILLISECONDS);
            }
            Interrupt.send(process);
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isEqualTo(130);
        } finally {
            process.destroyForcibly();
        }
    }

    private Path bigFile(int megabytes) throws IOException {
        byte[] line = (words(new Random(1), 140_000) + "\n").getBytes(UTF_8);
        Path file = folder.resolve("big.txt");
        try (var out = Files.newOutputStream(file)) {
            for (long written = 0; written < megabytes * 1_000_000L; written += line.length) {
                out.write(line);
            }
        }
        return file;
    }

    private static String words(Random random, int count) {
        var text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            int length = 1 + random.nextInt(4);
            for (int j = 0; j < length; j++) {
                text.appendCodePoint("aBc\u00e9\u00c4\u0436\u4e2d\u0394".charAt(random.nextInt(8)));
            }
            text.append(
                    random.nextInt(9) == 0 ? "'" : random.nextInt(50) == 0 ? "\ud83d\ude00" : " ");
        }
        return text.toString();
    }

    /** Files as they are written, and what plain sequential code counts in them. */
    private static final class Corpus {

        private final Path folder;
        private final Map<String, Long> counts = new TreeMap<>();
        private long files;
        private long bytes;
        private long skipped;

        Corpus(Path folder) {
            this.folder = folder;
        }

        void text(String name, String text) throws IOException {
            bytes(name, text.getBytes(UTF_8));
        }

        void bytes(String name, byte[] content) throws IOException {
            Path file = folder.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, content);
            try {
                String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
                if (text.indexOf('\0') < 0) {
                    files++;
                    bytes += content.length;
                    WORD.matcher(text)
                            .results()
                            .forEach(word ->
                                    counts.merge(
                                            word.group().toLowerCase(Locale.ROOT), 1L, Long::sum));
                    return;
                }
            } catch (CharacterCodingException e) {
                // counted below
            }
            skipped++;
        }

        List<String> expectedTop() {
            return counts.entrySet().stream()
                    .sorted(
                            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                                    .thenComparing(Map.Entry.comparingByKey()))
                    .limit(TOP)
                    .map(entry -> "%10d  %s".formatted(entry.getValue(), entry.getKey()))
                    .toList();
        }

        List<String> expectedTotals() {
            var lines = new ArrayList<String>();
            lines.add("files: " + files);
            lines.add("words: " + counts.values().stream().mapToLong(Long::longValue).sum());
            lines.add("distinct words: " + counts.size());
            lines.add("bytes: " + bytes);
            lines.add("skipped files: " + skipped);
            return lines;
        }
    }
}
