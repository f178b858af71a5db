package io.sparkactor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A small Maven project to start from. Immutable.
 *
 * @param folder where it is written
 * @param name its artifact id
 */
record NewProject(Path folder, String name) {
    /** Template to target file. */
    private static final Map<String, String> FILES = Map.of(
            "pom.xml.template", "pom.xml",
            "README.md.template", "README.md",
            "gitignore.template", ".gitignore",
            "Greeter.java.template", "src/main/java/com/example/Greeter.java",
            "GreeterTest.java.template", "src/test/java/com/example/GreeterTest.java");

    /**
     * Returns the project that belongs into the folder; its name is the folder's own, made fit for an artifact id.
     *
     * @param folder a folder that need not exist
     * @return the project, not written yet
     */
    static NewProject in(Path folder) {
        Path last = folder.toAbsolutePath().normalize().getFileName();
        String plain =
                last == null ? "" : last.toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._-]+", "-");
        String trimmed = plain.replaceAll("^[^a-z0-9]+|[^a-z0-9]+$", "");
        return new NewProject(folder, trimmed.isEmpty() ? "app" : trimmed);
    }

    /**
     * Writes the files, making the folders that are missing.
     *
     * @throws ProjectRefusedException if the folder holds something already, or is a file
     * @throws IOException if the file system refuses
     */
    void write() throws IOException {
        refuseUnlessEmpty();
        for (Map.Entry<String, String> file : FILES.entrySet()) {
            Path target = folder.resolve(file.getValue());
            Files.createDirectories(target.toAbsolutePath().getParent());
            Files.writeString(target, template(file.getKey()).replace("__NAME__", name));
        }
    }

    private void refuseUnlessEmpty() throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new ProjectRefusedException(folder + " is a file; name a new or an empty folder");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new ProjectRefusedException(folder + " is not empty; name a new or an empty folder");
            }
        }
    }

    private static String template(String resource) throws IOException {
        try (InputStream in = NewProject.class.getResourceAsStream("project/" + resource)) {
            if (in == null) {
                throw new FileNotFoundException("the template " + resource + " is missing from the command line's jar");
            }
            return new String(in.readAllBytes(), UTF_8);
        }
    }

    /**
     * Says in one line why a project could not be written.
     *
     * @param fault what {@link #write} threw
     * @return the text for the user
     */
    static String explain(Exception fault) {
        return switch (fault) {
            case ProjectRefusedException refused -> String.valueOf(refused.getMessage());
            default -> "cannot write the project: " + fault;
        };
    }
}
