package io.sparkactor.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sparkactor.Syndicate;
import io.sparkactor.agent.LlmAgent;
import io.sparkactor.agent.langchain4j.LangChain4jProvider;
import io.sparkactor.agent.mcp.McpTools;
import io.sparkactor.agent.openai.OpenAiResponsesProvider;
import io.sparkactor.codec.cbor.CborCodec;
import io.sparkactor.persistence.timer.FileTimerStore;
import io.sparkactor.process.ProcessDiedException;
import io.sparkactor.remote.Remote;
import io.sparkactor.testkit.TestProbe;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/**
 * A single-file program, compiled as the launcher compiles it and run in a JVM of its own.
 * Immutable.
 *
 * @param mainClass the class to start
 * @param classes the folder that holds it
 * @param extras the modules that it needs, with their libraries, besides those that all have
 */
record Program(String mainClass, Path classes, Set<Extra> extras) {

    /** A module with libraries of others. */
    private enum Extra {
        REMOTE("io.sparkactor.remote", Remote.class, "netty-", "jackson-core"),
        // Not all of Jackson: that for Kotlin would want Kotlin.
        AGENT(
                "io.sparkactor.agent",
                LlmAgent.class,
                "jackson-annotations",
                "jackson-core",
                "jackson-databind"),
        LANGCHAIN4J(
                "io.sparkactor.agent.langchain4j",
                LangChain4jProvider.class,
                "langchain4j",
                "slf4j-api"),
        MCP(
                "io.sparkactor.agent.mcp",
                McpTools.class,
                "mcp-core",
                "mcp-json-jackson3",
                "reactor-core",
                "reactive-streams",
                "slf4j-api",
                "jackson-annotations",
                "jackson-core",
                "jackson-databind"),
        OPENAI(
                "io.sparkactor.agent.openai",
                OpenAiResponsesProvider.class,
                "openai-java",
                "jackson-",
                "kotlin");

        private final String module;
        private final Class<?> type;
        private final List<String> libraries;

        Extra(String module, Class<?> type, String... libraries) {
            this.module = module;
            this.type = type;
            this.libraries = List.of(libraries);
        }
    }

    /** The root of the project; tests run in the folder of their module. */
    static final Path ROOT = Path.of("").toAbsolutePath().getParent();

    private static final long DEADLINE_SECONDS = 60;

    /**
     * What came of a run.
     *
     * @param exitCode the exit code
     * @param out what it wrote to standard output
     * @param err what it wrote to standard error
     */
    record Outcome(int exitCode, String out, String err) {
        List<String> lines() {
            return out.lines().toList();
        }
    }

    /** Compiles one of the examples into a folder. */
    static Program example(String name, Path classes) {
        return compile(ROOT.resolve("examples/" + name + ".java"), classes);
    }

    /**
     * Compiles a file into a folder.
     *
     * @throws AssertionError if it has faults, with what javac says
     */
    static Program compile(Path source, Path classes) {
        var javac = ToolProvider.getSystemJavaCompiler();
        var faults = new StringWriter();
        var options =
                new ArrayList<>(
                        List.of(
                                "-d",
                                classes.toString(),
                                "-encoding",
                                "UTF-8",
                                "-proc:none",
                                "-parameters",
                                "--class-path",
                                classPath(classes)));
        Set<Extra> extras = extrasOf(source);
        options.addAll(modules(extras));
        try (var files = javac.getStandardFileManager(null, null, UTF_8)) {
            var units = files.getJavaFileObjects(source);
            if (!javac.getTask(faults, files, null, options, null, units).call()) {
                throw new AssertionError(source + " does not compile:\n" + faults);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Program(source.getFileName().toString().replace(".java", ""), classes, extras);
    }

    private static Set<Extra> extrasOf(Path source) {
        try {
            String text = Files.readString(source);
            return Stream.of(Extra.values())
                    .filter(extra -> text.contains(extra.module))
                    .collect(Collectors.toCollection(() -> EnumSet.noneOf(Extra.class)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs it to its end. */
    Outcome run(String... arguments) throws IOException, InterruptedException {
        return run(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"), arguments);
    }

    /** Runs it to its end, with options for the JVM. */
    Outcome run(List<String> options, String... arguments)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile(classes, "run", ".out");
        Path err = Files.createTempFile(classes, "run", ".err");
        Process process = start(List.of(), options, out, err, arguments);
        if (!process.waitFor(DEADLINE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError(
                    mainClass
                            + " did not end in "
                            + DEADLINE_SECONDS
                            + " s; it said:\n"
                            + Files.readString(out)
                            + Files.readString(err));
        }
        return new Outcome(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /**
     * Starts it and does not wait.
     *
     * @param prefix a command that starts the JVM in its own place, empty for none
     */
    Process start(
            List<String> prefix, List<String> options, Path out, Path err, String... arguments)
            throws IOException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.add("-Dstdout.encoding=UTF-8");
        command.addAll(modules(extras));
        command.addAll(List.of("-cp", classPath(classes), mainClass));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
    }

    private static List<String> modules(Set<Extra> extras) {
        var path = new LinkedHashSet<String>();
        for (Class<?> type :
                List.of(
                        Syndicate.class,
                        TestProbe.class,
                        CborCodec.class,
                        FileTimerStore.class,
                        ProcessDiedException.class)) {
            path.add(placeOf(type).toString());
        }
        var roots =
                new StringJoiner(",")
                        .add("io.sparkactor,io.sparkactor.testkit,io.sparkactor.codec.cbor")
                        .add("io.sparkactor.persistence,io.sparkactor.process");
        for (Extra extra : extras) {
            path.add(placeOf(extra.type).toString());
            path.addAll(libraries(extra));
            roots.add(extra.module);
        }
        return List.of(
                "--module-path",
                String.join(File.pathSeparator, path),
                "--add-modules",
                roots.toString());
    }

    /** What the module needs, as it stands on the path of the tests. */
    private static List<String> libraries(Extra extra) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(jar -> extra.libraries.stream().anyMatch(jar::contains))
                .toList();
    }

    /** The classes of the program and what pages of the documentation use beside Spark. */
    private static String classPath(Path classes) {
        return String.join(
                System.getProperty("path.separator"),
                classes.toString(),
                placeOf(Test.class).toString(),
                placeOf(MDC.class).toString());
    }

    private static Path placeOf(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
