package io.sparkactor.promises.twins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * What this build has seen pass already: tests of the unbroken code need no second run in a JVM of their own.
 *
 * <p>Read from the reports of Surefire. One that is older than the build is of other code and counts for nothing; so a run of twins alone
 * finds none. Thread-safe: immutable.
 */
final class PassedTests {

    /** When Maven began, as its property {@code maven.build.timestamp} says. */
    private static final String BUILD_START = "spark.build.start";

    private final List<Path> folders;
    private final Instant since;

    /**
     * Reads nothing yet.
     *
     * @param folders with reports, at any depth; those that do not exist have none
     * @param since reports of before do not count
     */
    PassedTests(List<Path> folders, Instant since) {
        this.folders = List.copyOf(folders);
        this.since = since;
    }

    /** Those of the build that runs; none where nobody said when it began. */
    static PassedTests ofThisBuild(Project project) {
        var start = System.getProperty(BUILD_START, "");
        return new PassedTests(project.reports(), start.isEmpty() ? Instant.MAX : Instant.parse(start));
    }

    /**
     * Whether all runs of a test in this build passed, and there was one that was not left out.
     *
     * @param selector {@code class} or {@code class#method}
     */
    boolean contains(String selector) {
        var parts = selector.split("#", 2);
        var method = parts.length == 1 ? "" : parts[1].replaceFirst("\\(.*", "");
        var results = new ArrayList<Boolean>();
        for (var report : reports("TEST-" + parts[0] + ".xml")) {
            var cases = parse(report).getElementsByTagName("testcase");
            for (var i = 0; i < cases.getLength(); i++) {
                var test = (Element) cases.item(i);
                if (isOf(method, test) && !has(test, "skipped")) {
                    results.add(!has(test, "failure") && !has(test, "error"));
                }
            }
        }
        return !results.isEmpty() && !results.contains(false);
    }

    /** Repeated tests and those with parameters have something behind the name. */
    private static boolean isOf(String method, Element test) {
        return method.isEmpty() || test.getAttribute("name").matches(method + "\\b.*");
    }

    private static boolean has(Element test, String child) {
        return test.getElementsByTagName(child).getLength() > 0;
    }

    private List<Path> reports(String name) {
        return folders.stream()
                .filter(Files::isDirectory)
                .flatMap(folder -> reports(folder, name).stream())
                .toList();
    }

    private List<Path> reports(Path folder, String name) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.getFileName().toString().equals(name) && isFresh(file))
                    .toList();
        } catch (IOException e) {
            throw new TwinException("cannot look for reports of tests in " + folder, e);
        }
    }

    private boolean isFresh(Path file) {
        try {
            return !Files.getLastModifiedTime(file).toInstant().isBefore(since);
        } catch (IOException e) {
            throw new TwinException("cannot read when " + file + " was written", e);
        }
    }

    private static Element parse(Path report) {
        try {
            return DocumentBuilderFactory.newDefaultInstance()
                    .newDocumentBuilder()
                    .parse(report.toFile())
                    .getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new TwinException("cannot read " + report, e);
        }
    }
}
