package io.sparkactor.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.sparkactor.testkit.Await;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the relay, and two systems that have no way to each other but by it: each in a network of
 * its own, where nothing is but a wire to the relay.
 */
class TwoNetworksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PORT = "8765";

    // Kernel-wide, and short: the name of an interface has at most 15 characters.
    private final String name = "spk" + ProcessHandle.current().pid() % 1_000_000;
    private final Deque<List<String>> undo = new ArrayDeque<>();
    private final Deque<Process> processes = new ArrayDeque<>();

    @TempDir private Path classes;

    private static int run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            return process.waitFor(10, TimeUnit.SECONDS) ? process.exitValue() : -1;
        } catch (IOException e) {
            return -1;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static int ip(String words) {
        return run(List.of(("ip " + words).split(" ")));
    }

    /** Says it on the console, where somebody misses it. */
    private static void say(String line) {
        try (var console = new FileOutputStream(FileDescriptor.err)) {
            console.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String network(String side) {
        return name + side;
    }

    private void make(String side) {
        undo.push(List.of("ip", "netns", "del", network(side)));
        assertThat(ip("netns add " + network(side))).as("a network").isZero();
        assertThat(ip("-n " + network(side) + " link set lo up")).isZero();
    }

    /** Lays a wire between the network of the relay and another one. */
    private void wire(String side, String prefix) {
        String near = name + side + "0";
        String far = name + side + "1";
        String relay = network("r");
        assertThat(
                        ip(
                                "link add %s netns %s type veth peer name %s netns %s"
                                        .formatted(near, relay, far, network(side))))
                .as("a wire")
                .isZero();
        assertThat(ip("-n " + relay + " addr add " + prefix + ".1/24 dev " + near)).isZero();
        assertThat(ip("-n " + relay + " link set " + near + " up")).isZero();
        assertThat(ip("-n " + network(side) + " addr add " + prefix + ".2/24 dev " + far)).isZero();
        assertThat(ip("-n " + network(side) + " link set " + far + " up")).isZero();
    }

    private Path start(Program program, String side, String... arguments) throws IOException {
        Path out = classes.resolve(side + ".out");
        processes.push(
                program.start(
                        List.of("ip", "netns", "exec", network(side)),
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        out,
                        classes.resolve(side + ".err"),
                        arguments));
        return out;
    }

    private void awaitText(Path out, String text) {
        Await.until(
                text,
                PATIENCE,
                () -> read(out).contains(text),
                () -> read(out) + read(Path.of(out.toString().replace(".out", ".err"))));
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterEach
    void removeNetworks() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        undo.forEach(TwoNetworksTest::run);
    }

    @Test
    void systemsWithoutAWayToEachOtherTalkByTheRelay() throws Exception {
        boolean permitted =
                ip("netns add " + network("x")) == 0 && ip("netns del " + network("x")) == 0;
        if (!permitted) {
            say(
                    "spark: TwoNetworksTest is left out: this user may not make network namespaces with"
                            + " \"ip netns add\", which takes iproute2 and root");
        }
        Assumptions.assumeTrue(permitted, "network namespaces are not permitted");
        Program program = Program.example("WebSocketTwoNetworks", classes);
        make("r");
        make("a");
        make("b");
        wire("a", "10.197.1");
        wire("b", "10.197.2");
        assertThat(
                        run(
                                List.of(
                                        "ip",
                                        "netns",
                                        "exec",
                                        network("a"),
                                        "ping",
                                        "-c1",
                                        "-W1",
                                        "10.197.2.2")))
                .as("a way from one system to the other beside the relay")
                .isNotZero();

        Path relay = start(program, "r", "relay", "--host", "0.0.0.0", "--port", PORT);
        awaitText(relay, "WebSocketRelay");
        Path responder = start(program, "a", "responder", "--relay", "ws://10.197.1.1:" + PORT);
        awaitText(responder, "System(");
        Path asker =
                start(
                        program,
                        "b",
                        "asker",
                        "--relay",
                        "ws://10.197.2.1:" + PORT,
                        "--name",
                        "over there");

        awaitText(asker, "Hello over there");
    }
}
