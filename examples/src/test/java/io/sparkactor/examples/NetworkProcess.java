package io.sparkactor.examples;

import io.sparkactor.testkit.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A JVM in a network of its own, and what it says. Confined to one thread. */
final class NetworkProcess {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path out;
    private final Path err;

    /**
     * Starts one.
     *
     * @param where the command that leads into its network
     * @param program what to run there
     * @param secret of the relay
     * @param files where its output is written, in two files
     */
    NetworkProcess(List<String> where, List<String> program, String secret, Path files)
            throws IOException {
        out = Path.of(files + ".out");
        err = Path.of(files + ".err");
        List<String> command = new ArrayList<>(where);
        command.addAll(program);
        var builder =
                new ProcessBuilder(command)
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put(Talker.SECRET, secret);
        // "ip netns exec" becomes the program, as the launcher does, so what is killed is the JVM.
        process = builder.start();
    }

    /** A class on the path of the tests as a command. */
    static List<String> java(Class<?> program, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        return command;
    }

    /** Tells it something. */
    void tell(String line) throws IOException {
        var input = process.outputWriter();
        input.write(line + "\n");
        input.flush();
    }

    /** What it has said so far; the last line may be half written. */
    List<String> lines() {
        String text = read(out);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a line that begins so, and returns it. */
    String await(String start) {
        Await.until(
                start,
                PATIENCE,
                () -> lineAt(start) >= 0 || !process.isAlive(),
                () -> read(out) + read(err));
        int line = lineAt(start);
        if (line < 0) {
            throw new AssertionError("it has ended: " + read(out) + read(err));
        }
        return lines().get(line);
    }

    /** Waits until it has said so many lines that begin so. */
    void await(String start, int times) {
        Await.until(
                times + " × " + start,
                PATIENCE,
                () -> lines().stream().filter(line -> line.startsWith(start)).count() >= times,
                () -> read(out) + read(err));
    }

    private int lineAt(String start) {
        List<String> lines = lines();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(start)) {
                return i;
            }
        }
        return -1;
    }

    /** Kills it, as {@code kill -9} does, and waits until it has gone; safe to call twice. */
    void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
