package io.sparkactor.benchmarks.remote;

import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The other JVM as the one that sends sees it: with the same flags. Confined to one thread. */
final class FarJvm implements AutoCloseable {

    /** What the line begins with that says how it is found. */
    static final String MARK = "at ";

    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final String place;

    private FarJvm(Process process, String place) {
        this.process = process;
        this.place = place;
    }

    /** Starts it with a program that says how it is found, and ends with its input. */
    static FarJvm start(Class<?> program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader lines = process.inputReader();
        String line = lines.readLine();
        while (line != null && !line.startsWith(MARK)) {
            line = lines.readLine(); // a flag may have the JVM say something
        }
        if (line == null) {
            throw new IllegalStateException(program.getSimpleName() + " has ended before it began");
        }
        return new FarJvm(process, line.substring(MARK.length()));
    }

    /** How it is found. */
    String place() {
        return place;
    }

    /** Has it check its books and end; they must be right. */
    void end() throws IOException, InterruptedException {
        process.outputWriter().close();
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("the JVM at " + place + " did not end well");
        }
    }

    /** Makes sure that it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
    }
}
