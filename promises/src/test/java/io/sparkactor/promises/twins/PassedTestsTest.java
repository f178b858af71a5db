package io.sparkactor.promises.twins;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PassedTestsTest {

    private static final String PASSES = "<testcase name=\"passes\"/>";
    private static final String FAILS = "<testcase name=\"fails\"><failure>why</failure></testcase>";
    private static final String BREAKS = "<testcase name=\"breaks\"><error>why</error></testcase>";
    private static final String LEFT_OUT = "<testcase name=\"leftOut\"><skipped/></testcase>";
    private static final String EACH = "<testcase name=\"each(int)[1]\"/><testcase name=\"each(int)[2]\">"
            + "<failure>why</failure></testcase><testcase name=\"every{int}[1]\"/>";

    @TempDir
    Path folder;

    private PassedTests passed = new PassedTests(List.of(), Instant.MIN);

    private void report(String place, String... cases) throws IOException {
        var file = folder.resolve(place).resolve("TEST-a.B.xml");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "<testsuite>" + String.join("", cases) + "</testsuite>");
        passed = new PassedTests(List.of(folder, folder.resolve("none")), Instant.MIN);
    }

    @Test
    void whatPassedIsKnown() throws IOException {
        report("", PASSES, FAILS, BREAKS, LEFT_OUT, EACH);

        assertThat(passed.contains("a.B#passes")).isTrue();
        assertThat(passed.contains("a.B#every(int)")).isTrue();
        assertThat(passed.contains("a.B#fails")).isFalse();
        assertThat(passed.contains("a.B#breaks")).isFalse();
        assertThat(passed.contains("a.B#leftOut")).isFalse();
        assertThat(passed.contains("a.B#each(int)")).isFalse();
        assertThat(passed.contains("a.B#pass")).isFalse();
        assertThat(passed.contains("a.B")).isFalse();
        assertThat(passed.contains("a.C")).isFalse();
    }

    @Test
    void whatFailedOnceHasNotPassed() throws IOException {
        report("parallelism-1", PASSES, LEFT_OUT);
        assertThat(passed.contains("a.B")).isTrue();

        report("parallelism-2", PASSES.replace("/>", "><failure/></testcase>"));
        assertThat(passed.contains("a.B")).isFalse();
        assertThat(passed.contains("a.B#passes")).isFalse();
    }

    @Test
    void reportsOfEarlierBuildsCountForNothing() throws IOException {
        report("", PASSES);
        var later = Files.getLastModifiedTime(folder.resolve("TEST-a.B.xml"))
                .toInstant()
                .plusMillis(1);

        assertThat(new PassedTests(List.of(folder), later).contains("a.B#passes"))
                .isFalse();
    }
}
