package io.sparkactor.promises.twins;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where sources, twins and classes are. Immutable. */
final class Project {

    private static final String TWINS = "promises/src/twins";
    private static final List<String> MODULES_WITH_TESTS = List.of(
            "core",
            "testkit",
            "codec-cbor",
            "process",
            "remote",
            "agent",
            "agent-langchain4j",
            "agent-mcp",
            "agent-openai",
            "persistence",
            "promises");

    /** One that is not on the class path of these tests, as one of them is about a program without it. */
    private static final String MODULE_APART = "process";

    private final Path root;
    private final String libraries;
    private final String ownClasses;

    private Project(Path root, List<String> classPath) {
        this.root = root;
        this.libraries = join(classPath.stream().filter(Project::isLibrary));
        this.ownClasses = join(classPath.stream().filter(place -> !isLibrary(place)));
    }

    /** Finds the project from the working directory upwards. */
    static Project find() {
        for (var at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.isDirectory(at.resolve(TWINS))) {
                return new Project(at, classPathOfTests(at));
            }
        }
        throw new TwinException("no folder " + TWINS + " here or above: run from inside the project", null);
    }

    private static List<String> classPathOfTests(Path root) {
        var whole = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        var path = new ArrayList<>(List.of(whole.split(File.pathSeparator, -1)));
        path.add(root.resolve(MODULE_APART).resolve("target/classes").toString());
        for (var module : MODULES_WITH_TESTS) {
            var classes = root.resolve(module).resolve("target/test-classes");
            if (Files.isDirectory(classes)) {
                path.add(classes.toString());
            }
        }
        return path;
    }

    private static boolean isLibrary(String place) {
        var name = Path.of(place).getFileName().toString();
        return name.endsWith(".jar") && !name.startsWith("spark-actor-");
    }

    private static String join(Stream<String> places) {
        return places.collect(Collectors.joining(File.pathSeparator));
    }

    /** All twins whose name begins with {@code filter}. */
    List<Twin> twins(String filter) throws IOException {
        try (Stream<Path> files = Files.list(root.resolve(TWINS))) {
            return files.filter(file -> file.getFileName().toString().endsWith(Twin.ENDING))
                    .filter(file -> file.getFileName().toString().startsWith(filter))
                    .sorted()
                    .map(Twin::read)
                    .toList();
        }
    }

    /** The class path of these tests, with the tests of the other modules. */
    String classPath() {
        return libraries + File.pathSeparator + ownClasses;
    }

    /** The part of it that twins never change: archives that others have made. */
    String libraries() {
        return libraries;
    }

    /** The rest of it: what has been compiled here. */
    String ownClasses() {
        return ownClasses;
    }

    /** The source of a test, in whatever module it is. */
    Optional<Path> testSource(String className) {
        return MODULES_WITH_TESTS.stream()
                .map(module ->
                        root.resolve(module).resolve("src/test/java").resolve(className.replace('.', '/') + ".java"))
                .filter(Files::isRegularFile)
                .findFirst();
    }

    /** Where Surefire puts what came of the tests, of each module. */
    List<Path> reports() {
        return MODULES_WITH_TESTS.stream()
                .map(module -> root.resolve(module).resolve("target/surefire-reports"))
                .toList();
    }

    Path source(String file) {
        return root.resolve(file);
    }
}
