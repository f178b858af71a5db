package io.sparkactor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShippedSourcesTest {
    @TempDir
    private Path temp;

    @Test
    void theSourcesOfANewProjectCompileAgainstThisFramework() throws IOException {
        NewProject.in(temp).write();

        assertCompiles(temp);
    }

    @Test
    void theStartUpTrainingCompilesAgainstThisFramework() throws IOException {
        assertCompiles(Path.of("src/main/training"));
    }

    private void assertCompiles(Path folder) throws IOException {
        var faults = new StringWriter();

        boolean compiled;
        var javac = ToolProvider.getSystemJavaCompiler();
        try (var files = javac.getStandardFileManager(null, null, UTF_8)) {
            compiled = javac.getTask(
                            faults, files, null, options(), null, files.getJavaFileObjects(sourcesUnder(folder)))
                    .call();
        }

        assertThat(faults.toString()).isEmpty();
        assertThat(compiled).isTrue();
    }

    private List<String> options() {
        String jars =
                System.getProperty("java.class.path") + File.pathSeparator + System.getProperty("jdk.module.path");
        return List.of("--class-path", jars, "-d", temp.resolve("classes").toString(), "-proc:none");
    }

    private static Path[] sourcesUnder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toArray(Path[]::new);
        }
    }
}
