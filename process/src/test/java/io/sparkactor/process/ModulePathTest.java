package io.sparkactor.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A syndicate whose framework is in modules starts its processes in the same way. */
class ModulePathTest {

    private static final String PROGRAM = """
            import module io.sparkactor;

            public class Program {
                public record Square(int n) implements Request<Square, Integer> {}

                public static class Squares extends Actor<Square> {
                    @Override
                    protected void process(Message<Square> message) {
                        String module = Actor.class.getModule().getName();
                        if (!"io.sparkactor".equals(module)) {
                            throw new IllegalStateException("in module " + module);
                        }
                        message.reply(message.content(), message.content().n() * message.content().n());
                    }
                }

                public static void main(String[] args) {
                    try (var syndicate = Syndicate.open("modules")) {
                        ActorRef<Square> squares = syndicate.createActor(ActorSpec.<Square>of(Squares.class)
                                .execution(Execution.PROCESS).stateless()
                                .process(ProcessOptions.defaults().workingDirectory(java.nio.file.Path.of("/"))));
                        System.out.println(squares.ask(new Square(12), java.time.Duration.ofSeconds(20)));
                    }
                }
            }
            """;

    @Test
    void actorsInProcessesWorkFromTheModulePath(@TempDir Path folder) throws Exception {
        String modulePath = Stream.of(
                        io.sparkactor.Actor.class, io.sparkactor.codec.cbor.CborCodec.class, ProcessDiedException.class)
                .map(ModulePathTest::placeOf)
                .reduce((a, b) -> a + File.pathSeparator + b)
                .orElseThrow();
        Path absolute = folder.toRealPath();
        Path source = folder.resolve("Program.java");
        java.nio.file.Files.writeString(source, PROGRAM);
        run(folder, "javac", "--module-path", modulePath, "--add-modules", "io.sparkactor", "-d", ".", "Program.java");

        String relative = Stream.of(modulePath.split(File.pathSeparator, -1))
                .map(entry -> absolute.relativize(Path.of(entry)).toString())
                .collect(Collectors.joining(File.pathSeparator)); // the child has another working folder
        String printed = run(
                folder,
                "java",
                "-Dspark.process.cache=none",
                "--module-path",
                relative,
                "--add-modules",
                "io.sparkactor,io.sparkactor.process",
                "-cp",
                ".",
                "Program");

        assertThat(printed).isEqualTo("144");
    }

    private static String placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (java.net.URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static String run(Path folder, String tool, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", tool)
                                .toString()),
                        Stream.of(arguments))
                .toList();
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(printed).isZero();
        return printed.strip();
    }
}
