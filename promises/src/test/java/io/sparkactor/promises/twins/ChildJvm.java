package io.sparkactor.promises.twins;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs a main class in a JVM of its own, on the class path. Thread-safe: no state. */
final class ChildJvm {

    /** Printed output and exit status; the status of a JVM that was ended by time is -1. */
    record Result(int status, String output) {}

    static final int TIMED_OUT = -1;

    /** Of a long output so much of its beginning and of its end is kept: what failed stands before a long list of what there was. */
    private static final int SHOWN_CHARACTERS = 10_000;

    private ChildJvm() {}

    /**
     * Runs it and waits.
     *
     * @param folder its working directory
     * @param options more options for the JVM
     * @param timeout after which it and its own children are ended
     */
    static Result run(
            Path folder,
            String classPath,
            List<String> options,
            String main,
            List<String> arguments,
            Duration timeout) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-ea", "-Xmx512m", "-Djdk.virtualThreadScheduler.parallelism=2"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        var log = folder.resolve("output.txt");
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            var ended = waitFor(process, timeout);
            return new Result(ended ? process.exitValue() : TIMED_OUT, shortened(Files.readString(log)));
        } catch (IOException e) {
            throw new TwinException("cannot start " + main, e);
        }
    }

    private static boolean waitFor(Process process, Duration timeout) {
        try {
            return process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TwinException("interrupted while waiting for a child JVM", e);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static String shortened(String output) {
        return output.length() <= 2 * SHOWN_CHARACTERS
                ? output
                : output.substring(0, SHOWN_CHARACTERS) + "\n…\n"
                        + output.substring(output.length() - SHOWN_CHARACTERS);
    }
}
