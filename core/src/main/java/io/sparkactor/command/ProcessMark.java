package io.sparkactor.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A variable in the environment of a command, which all its descendants inherit: so they are found also where they have another parent
 * by now or a session of their own, which the JDK alone cannot see. On Linux only; elsewhere none is found. Immutable.
 *
 * <p>A process that gives its children another environment, or writes over its own, is found by its descent alone.
 */
final class ProcessMark {

    /** The name of the variable. */
    static final String VARIABLE = "SPARK_COMMAND_ID";

    private static final Path PROC = Path.of("/proc");

    private final String id;

    ProcessMark(long number) {
        this.id = ProcessHandle.current().pid() + "-" + Long.toHexString(number);
    }

    /** Marks an environment; what it is marked with already stays, as whoever did so looks for its descendants too. */
    void putInto(Map<String, String> environment) {
        environment.merge(VARIABLE, id, (outer, own) -> outer + " " + own);
    }

    /** The processes that are marked so and may be looked at. */
    Stream<ProcessHandle> processes() {
        return Files.isReadable(PROC.resolve("self/environ"))
                ? ProcessHandle.allProcesses().filter(this::isMarked)
                : Stream.empty();
    }

    private boolean isMarked(ProcessHandle process) {
        try {
            byte[] environment = Files.readAllBytes(PROC.resolve(process.pid() + "/environ"));
            return new String(environment, StandardCharsets.ISO_8859_1).contains(id);
        } catch (IOException e) {
            return false; // it has ended, or is another user's
        }
    }

    /** Whether a process has ended and only waits for its parent to take note, for which a container may have nobody. */
    static boolean isZombie(ProcessHandle process) {
        try {
            String stat = Files.readString(PROC.resolve(process.pid() + "/stat"), StandardCharsets.ISO_8859_1);
            return stat.startsWith(") Z", stat.lastIndexOf(')'));
        } catch (IOException e) {
            return false;
        }
    }
}
