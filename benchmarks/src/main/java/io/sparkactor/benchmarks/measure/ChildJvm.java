package io.sparkactor.benchmarks.measure;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM of its own for one contender, so that none inherits compiled code, heap or threads from another. Immutable.
 *
 * <p>The child prints each result as a line that begins with {@value #MARK}; its other output is shown as it is.
 *
 * @param flags the options of the JVM
 */
public record ChildJvm(List<String> flags) {

    /** What a line with a result begins with. */
    private static final String MARK = "= ";

    /** Copies the flags. */
    public ChildJvm {
        flags = List.copyOf(flags);
    }

    /** A child JVM with these options. */
    public static ChildJvm with(String... flags) {
        return new ChildJvm(List.of(flags));
    }

    /** Prints a result; for the child. */
    public static void result(String line) {
        System.out.println(MARK + line);
    }

    /**
     * Runs a program and returns its results.
     *
     * @param limit after so long the child is ended
     * @throws IllegalStateException if the child fails or does not end in time
     */
    public List<String> run(Class<?> program, Duration limit, Object... arguments) {
        try {
            Process process = new ProcessBuilder(command(program, arguments))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            Children.began(process);
            Thread watch = Thread.ofVirtual().start(() -> endAfter(process, limit));
            List<String> results = read(process);
            int exit = process.waitFor();
            watch.interrupt();
            Children.ended(process);
            if (exit != 0) {
                throw new IllegalStateException("%s %s ended with %d (it may take %d s)"
                        .formatted(program.getSimpleName(), List.of(arguments), exit, limit.toSeconds()));
            }
            return results;
        } catch (IOException e) {
            throw new IllegalStateException("cannot run " + program.getName() + " in a child JVM", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + program.getName() + " ran", e);
        }
    }

    private List<String> command(Class<?> program, Object... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(flags);
        if (Runtime.version().feature() < 27) { // Pekko uses Unsafe; later JDKs may not know the option
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        return command;
    }

    private static List<String> read(Process process) throws IOException {
        List<String> results = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(MARK)) {
                    results.add(line.substring(MARK.length()));
                } else {
                    System.out.println(line);
                }
            }
        }
        return results;
    }

    private static void endAfter(Process process, Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // it has ended in time
        }
    }
}
