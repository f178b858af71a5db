package io.sparkactor.agent.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.mcp.program.ListOnce;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A program for which the module and the SDK are on the module path, as {@code ./spark run} has it. */
@Timeout(120)
class ModulesTest {

    @Test
    void bothSidesRunAsAModule() throws Exception {
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules(),
                        "--add-modules",
                        "io.sparkactor.agent.mcp",
                        "-cp",
                        Path.of(ListOnce.class
                                        .getProtectionDomain()
                                        .getCodeSource()
                                        .getLocation()
                                        .toURI())
                                .toString(),
                        ListOnce.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(program.waitFor()).as(output).isZero();
        assertThat(output).contains("module io.sparkactor.agent.mcp: [greet]");
    }

    private static String modules() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(place -> !place.contains("test-classes") && !place.contains("surefire"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
