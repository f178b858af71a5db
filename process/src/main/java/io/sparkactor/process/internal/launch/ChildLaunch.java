package io.sparkactor.process.internal.launch;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts child JVMs. Thread-safe. */
public final class ChildLaunch {

    /** The class whose {@code main} runs in a child. */
    private static final String MAIN = "io.sparkactor.process.internal.child.ChildMain";

    /** The argument that makes it rehearse and end. */
    static final String TRAINING = "training";

    /** The options that a cache of classes is made with and used with. */
    static final List<String> STEADY_OPTIONS = List.of("-XX:+UseSerialGC");

    private final ParentJvm parent;
    private final StartCache cache;

    /** Starts children of this JVM. */
    public ChildLaunch(ParentJvm parent, StartCache cache) {
        this.parent = parent;
        this.cache = cache;
    }

    /**
     * Starts a JVM that connects to a socket.
     *
     * @param token what it says there to be let in; it reads it from its standard input, which no other user can see
     * @throws IOException if the JVM cannot be started at all
     */
    public Process start(ChildTerms terms, Path socket, String token) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command(terms, socket));
        Path folder = terms.workingDirectory().orElse(null);
        if (folder != null) {
            if (!Files.isDirectory(folder)) {
                throw new IOException("the working directory " + folder + " of the process is no folder");
            }
            builder.directory(folder.toFile());
        }
        Process process = builder.start();
        try (OutputStream input = process.getOutputStream()) {
            input.write((token + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
        return process;
    }

    private List<String> command(ChildTerms terms, Path socket) {
        List<String> command = new ArrayList<>();
        command.add(parent.java().toString());
        if (terms.jvmOptions().stream().noneMatch(ChildLaunch::choosesCollector)) {
            command.addAll(STEADY_OPTIONS);
        }
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8"));
        command.addAll(cache.options());
        terms.maxHeap().ifPresent(bytes -> command.add("-Xmx" + bytes));
        command.addAll(parent.options());
        command.addAll(terms.jvmOptions());
        command.addAll(program(parent, parent.classPath()));
        command.add(socket.toString());
        return command;
    }

    private static boolean choosesCollector(String option) {
        return option.startsWith("-XX:+Use") && option.endsWith("GC");
    }

    /** The paths and the class to run. */
    static List<String> program(ParentJvm parent, List<String> classPath) {
        List<String> program = new ArrayList<>();
        if (!classPath.isEmpty()) {
            program.addAll(List.of("-cp", String.join(File.pathSeparator, classPath)));
        }
        if (!parent.modulePath().isEmpty()) {
            program.addAll(List.of("--module-path", parent.modulePath()));
            program.addAll(List.of("--add-modules", String.join(",", parent.modules())));
        }
        if (parent.isModular()) {
            program.addAll(List.of("-m", "io.sparkactor.process/" + MAIN));
        } else {
            program.add(MAIN);
        }
        return program;
    }
}
