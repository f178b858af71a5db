package io.sparkactor.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Ctrl-C for programs that a test starts.
 *
 * <p>Shells let what they start in the background ignore it, every process hands that on, this test
 * run included, and a JVM that began so takes no handler for it. So a program that is to be
 * interrupted starts behind {@link #DEFAULT}, which sets the signal back, as a terminal has it.
 */
final class Interrupt {

    /** The beginning of a command whose program can be interrupted. */
    static final List<String> DEFAULT = List.of("/usr/bin/env", "--default-signal=INT");

    private static final String KILL = "/bin/kill";

    private Interrupt() {}

    /** Leaves the test out where the machine has not what it needs. */
    static void assumePossible() throws Exception {
        assumeTrue(Files.isExecutable(Path.of(KILL)) && succeeds(DEFAULT, "true"));
    }

    static void send(Process process) throws Exception {
        assertThat(succeeds(List.of(KILL, "-INT"), Long.toString(process.pid()))).isTrue();
    }

    private static boolean succeeds(List<String> command, String last) throws Exception {
        var whole = new ArrayList<>(command);
        whole.add(last);
        return new ProcessBuilder(whole).start().waitFor() == 0;
    }
}
