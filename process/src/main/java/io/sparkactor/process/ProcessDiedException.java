package io.sparkactor.process;

import io.sparkactor.SparkException;
import java.util.List;
import java.util.OptionalInt;

/**
 * The process of an actor has come to its end although nobody asked for it, or had to be ended because it did not answer. It fails the
 * message in hand, and is what supervision decides about and what {@code ChildExited} tells.
 */
public final class ProcessDiedException extends SparkException {

    private static final long serialVersionUID = 1L;

    /** The exit code of a process that a signal has ended is this and the number of the signal. */
    private static final int SIGNALLED = 128;

    private static final int NO_EXIT_CODE = -1;

    private final long pid;
    private final int exitCode;
    private final boolean outOfMemory;
    private final String[] lastLines;

    /**
     * Called by the runtime.
     *
     * @param message what happened, for people
     * @param exitCode the exit code, if the operating system has told it
     */
    public ProcessDiedException(
            String message, long pid, OptionalInt exitCode, boolean outOfMemory, List<String> lastLines) {
        super(message, null);
        this.pid = pid;
        this.exitCode = exitCode.orElse(NO_EXIT_CODE);
        this.outOfMemory = outOfMemory;
        this.lastLines = lastLines.toArray(String[]::new);
    }

    /** The number of the process. */
    public long pid() {
        return pid;
    }

    /** The exit code; nothing if the process did not even end when it was killed. */
    public OptionalInt exitCode() {
        return exitCode == NO_EXIT_CODE ? OptionalInt.empty() : OptionalInt.of(exitCode);
    }

    /** The signal that has ended it, as the exit code tells: 9 for {@code kill -9}; nothing if it was none. */
    public OptionalInt signal() {
        return exitCode > SIGNALLED && exitCode < 2 * SIGNALLED
                ? OptionalInt.of(exitCode - SIGNALLED)
                : OptionalInt.empty();
    }

    /** Whether its heap was full. */
    public boolean outOfMemory() {
        return outOfMemory;
    }

    /** The last lines that it has printed, oldest first; at most 20. */
    public List<String> lastLines() {
        return List.of(lastLines);
    }
}
