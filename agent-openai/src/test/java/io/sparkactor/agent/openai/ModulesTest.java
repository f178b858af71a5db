package io.sparkactor.agent.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.agent.openai.program.AskOnce;
import io.sparkactor.agent.testserver.FakeLlmServer;
import io.sparkactor.agent.testserver.ResponsesScript;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A program for which the provider and its client are on the module path, as {@code ./spark run} has it. */
class ModulesTest {

    @Test
    void theProviderRunsAsAModule() throws Exception {
        try (var server = FakeLlmServer.start()) {
            server.reply(ResponsesScript.answer().text("Good day").stream());
            var builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-p",
                            modules(),
                            "--add-modules",
                            "io.sparkactor.agent.openai",
                            "-cp",
                            Path.of(AskOnce.class
                                            .getProtectionDomain()
                                            .getCodeSource()
                                            .getLocation()
                                            .toURI())
                                    .toString(),
                            AskOnce.class.getName())
                    .redirectErrorStream(true);
            builder.environment().put("OPENAI_API_KEY", "sk-environment");
            builder.environment().put("OPENAI_BASE_URL", server.baseUri().toString());
            Process program = builder.start();
            String output = new String(program.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            assertThat(program.waitFor()).as(output).isZero();
            assertThat(output).contains("module io.sparkactor.agent.openai", "Good day");
            assertThat(server.requests().getFirst().header("authorization")).contains("Bearer sk-environment");
        }
    }

    private static String modules() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(place -> !place.contains("test-classes") && !place.contains("surefire"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
