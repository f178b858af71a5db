package io.sparkactor.examples;

import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs the relay, and two systems that have no way to each other but by it: each in a network of
 * its own, where nothing is but a wire to the relay.
 */
class TwoNetworksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final String PORT = "8765";

    private final Deque<Process> processes = new ArrayDeque<>();

    @TempDir private Path classes;

    private Path start(Program program, List<String> where, String... arguments)
            throws IOException {
        Path out = classes.resolve(arguments[0] + ".out");
        processes.push(
                program.start(
                        where,
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),
                        out,
                        classes.resolve(arguments[0] + ".err"),
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

    private void endProcesses() throws InterruptedException {
        for (Process process : processes) {
            process.destroy();
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void systemsWithoutAWayToEachOtherTalkByTheRelay() throws Exception {
        try (Networks networks = Networks.make(TwoNetworksTest.class)) {
            try {
                talk(networks, Program.example("WebSocketTwoNetworks", classes));
            } finally {
                endProcesses();
            }
        }
    }

    private void talk(Networks networks, Program program) throws IOException {
        Path relay =
                start(program, networks.atRelay(), "relay", "--host", "0.0.0.0", "--port", PORT);
        awaitText(relay, "WebSocketRelay");
        Path responder =
                start(
                        program,
                        networks.at("a"),
                        "responder",
                        "--relay",
                        Networks.relayUri("a", PORT));
        awaitText(responder, "System(");
        Path asker =
                start(
                        program,
                        networks.at("b"),
                        "asker",
                        "--relay",
                        Networks.relayUri("b", PORT),
                        "--name",
                        "over there");

        awaitText(asker, "Hello over there");
    }
}
