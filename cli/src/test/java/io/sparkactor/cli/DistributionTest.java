package io.sparkactor.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./spark dist} packs runs from any folder. Runs behind the packing, in Maven's phase verify. */
@Timeout(value = 300, unit = TimeUnit.SECONDS)
class DistributionTest {
    @TempDir
    private static Path temp;

    private static Path root;

    private record Ended(int code, String out, String err) {}

    @BeforeAll
    static void unpack() throws IOException {
        Path zip = Path.of(System.getProperty("spark.dist.zip", "none"));
        assumeTrue(Files.exists(zip), "there is no " + zip + ": it is packed in Maven's phase package");
        // In a folder whose name has a blank.
        Path folder = Files.createDirectory(temp.resolve("un packed"));
        try (FileSystem packed = FileSystems.newFileSystem(zip, Map.of("enablePosixFileAttributes", true));
                Stream<Path> files = Files.walk(packed.getPath("/"))) {
            for (Path from : files.toList()) {
                Path to = folder.resolve(from.toString().substring(1));
                if (Files.isDirectory(from)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(from, to);
                    Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
                }
            }
        }
        try (Stream<Path> folders = Files.list(folder)) {
            root = folders.findFirst().orElseThrow();
        }
    }

    private static ProcessBuilder spark(String... arguments) {
        List<String> command = new ArrayList<>(List.of(root.resolve("bin/spark").toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().put("SPARK_JAVA_HOME", System.getProperty("java.home"));
        // No cache of classes is made in the background, beside other tests.
        builder.environment().put("XDG_CACHE_HOME", "/dev/null");
        builder.environment().put("SECRET", "shared");
        return builder;
    }

    private static Ended run(ProcessBuilder builder) throws Exception {
        Process process = builder.redirectError(temp.resolve("err").toFile()).start();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ended(process.waitFor(), out, Files.readString(temp.resolve("err")));
    }

    @Test
    void theRelayRunsUntilItIsToldToEndAndEndsWithZero() throws Exception {
        Process process = spark("relay", "--port", "0", "--auth-secret-env", "SECRET")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String line = lines.readLine();
            assertThat(line).startsWith("spark websocket relay listening on ws://127.0.0.1:");
            int port = Integer.parseInt(line.substring(line.lastIndexOf(':') + 1));
            assertThat(RelayCommandTest.health(port))
                    .startsWith("HTTP/1.1 200 OK")
                    .endsWith("ok\n");

            // By its handle: the other way closes what it says.
            process.toHandle().destroy();

            assertThat(process.waitFor()).isZero();
            assertThat(lines.readLine()).isNull();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void aWrongCommandLineIsOneLineThatSaysWhatToDo() throws Exception {
        Ended ended = run(spark("relay"));
        assertThat(ended.code()).isEqualTo(Main.USAGE);
        assertThat(ended.err())
                .contains("--auth-secret-env NAME", "bin/spark' relay --help' shows how")
                .hasLineCount(1);
        assertThat(run(spark("serve")).err())
                .contains("unknown command 'serve'")
                .hasLineCount(1);
    }

    @Test
    void bothWordsForTheVersionSayTheSame() throws Exception {
        Ended version = run(spark("version"));
        assertThat(version.code()).isZero();
        assertThat(version.out())
                .startsWith("spark-actor " + root.getFileName().toString().substring("spark-actor-".length()));
        assertThat(run(spark("--version"))).isEqualTo(version);
    }

    @Test
    void eachCommandHasHelpWithAnExample() throws Exception {
        assertThat(run(spark()).out()).contains("Example: ");
        for (String command : List.of("relay", "completion", "version")) {
            Ended help = run(spark(command, "--help"));
            assertThat(help.code()).as(command).isZero();
            assertThat(help.out()).as(command).contains("Example: ");
            assertThat(run(spark("help", command))).isEqualTo(help);
        }
    }

    @Test
    void bashCompletesCommandsAndOptions() throws Exception {
        assumeTrue(Files.exists(Path.of("/bin/bash")), "bash is not here");
        Path script = Files.writeString(
                temp.resolve("completion"), run(spark("completion", "bash")).out());
        String ask = ". '" + script
                + "'; COMP_WORDS=(spark relay --allow-u); COMP_CWORD=2; _complete_spark; echo \"${COMPREPLY[@]}\"";
        assertThat(run(new ProcessBuilder("/bin/bash", "-c", ask)).out()).contains("--allow-unauthenticated-local");
        assertThat(run(spark("completion", "fish")).code()).isEqualTo(Main.USAGE);
    }

    @Test
    void zshCompletesCommandsAndOptions() throws Exception {
        leaveOutUnless("zsh", "completion in zsh; install the package zsh");
        Path script = Files.writeString(
                temp.resolve("completion.zsh"), run(spark("completion", "zsh")).out());
        assertThat(run(new ProcessBuilder("zsh", "-n", script.toString()))).isEqualTo(new Ended(0, "", ""));

        var ask = new ProcessBuilder(
                "timeout",
                "120",
                "zsh",
                "-f",
                Path.of("src", "test", "resources", "complete.zsh").toString());
        ask.environment().put("COMPLETION", script.toString());

        assertThat(run(ask).out()).contains("spark relay --allow-unauthenticated-local");
    }

    private static void leaveOutUnless(String program, String what) {
        boolean found = Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder).resolve(program)));
        if (!found) {
            String why = "NOT TESTED: " + what;
            System.err.println(why);
            abort(why);
        }
    }

    /** The unit of {@code docs/relay.md}, for this distribution instead of one in {@code /opt/spark}. */
    private static String unit() throws IOException {
        Matcher block = Pattern.compile("```ini\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "relay.md")));
        assertThat(block.find()).as("a unit in the docs").isTrue();
        Path link = temp.resolve("spark");
        if (!Files.exists(link)) {
            Files.createSymbolicLink(link, root); // a unit would need quotes around a path with a blank
        }
        assertThat(block.group(1)).contains("ExecStart=/opt/spark/bin/spark ");
        return block.group(1).replace("/opt/spark", link.toString());
    }

    @Test
    void systemdTakesTheUnitOfTheDocs() throws Exception {
        leaveOutUnless("systemd-analyze", "the unit of the relay; systemd-analyze is part of the package systemd");
        Path unit = Files.writeString(temp.resolve("spark-relay.service"), unit());

        Ended ended = run(new ProcessBuilder("systemd-analyze", "verify", "--man=no", unit.toString()));

        // It speaks of other units of the machine too.
        assertThat(ended.err()).doesNotContain("spark-relay");
        assertThat(ended.code()).isZero();
    }

    @Test
    void theCommandOfTheUnitOfTheDocsStartsTheRelay() throws Exception {
        String command = unit().lines()
                .filter(line -> line.startsWith("ExecStart="))
                .findFirst()
                .orElseThrow()
                .substring("ExecStart=".length());
        var builder =
                new ProcessBuilder(command.replace("--port 8765", "--port 0").split(" ", -1));
        builder.environment().putAll(spark().environment());
        builder.environment().put("RELAY_SECRET", "shared");
        Process process = builder.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader lines = process.inputReader()) {
            assertThat(lines.readLine()).startsWith("spark websocket relay listening on ws://127.0.0.1:");
        } finally {
            process.destroy();
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void aJdkThatIsTooOldIsNamed() throws Exception {
        Path old = Files.createDirectories(temp.resolve("old"));
        Files.writeString(old.resolve("release"), "JAVA_VERSION=\"21.0.1\"\n");
        ProcessBuilder builder = spark("version");
        builder.environment().put("SPARK_JAVA_HOME", old.toString());
        assertThat(run(builder).err()).contains("SPARK_JAVA_HOME is '" + old + "', which is no JDK 25 or newer");
    }

    @Test
    void eachJarIsInTheListOfLicences() throws IOException {
        String licences = Files.readString(root.resolve("THIRD-PARTY.txt"));
        try (Stream<Path> jars = Files.list(root.resolve("lib"))) {
            List<String> foreign = jars.map(jar -> jar.getFileName().toString())
                    .filter(jar -> jar.endsWith(".jar") && !jar.startsWith("spark-actor-"))
                    .toList();
            assertThat(foreign).isNotEmpty().allSatisfy(jar -> {
                int dash = jar.replaceFirst("-[0-9].*", "").length();
                assertThat(licences).contains(jar.substring(0, dash));
                assertThat(licences).contains(" " + jar.substring(dash + 1).replace(".jar", "") + "\n");
            });
        }
        assertThat(Files.readString(root.resolve("LICENSE"))).contains("Apache License");
    }
}
